import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runGit } from '../testing/github/run-git.ts'
import { findCloneRepository, standingFolder } from './clone-repository.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ct-clone-')))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const server = 'https://github.com'
async function clone(name: string, remotes: Record<string, string>): Promise<string> {
  const path = join(folder, name)
  await runGit(folder, ['init', '--quiet', path])
  for (const [remote, url] of Object.entries(remotes)) await runGit(path, ['remote', 'add', remote, url])
  return path
}

test('a clone is of its upstream, else of its origin', async () => {
  const fork = await clone('fork', {
    origin: 'git@github.com:mirela/gateway.git',
    upstream: `${server}/acme/gateway`,
  })
  expect(await findCloneRepository(fork, server)).toMatchObject({ owner: 'acme', repo: 'gateway' })
  const own = await clone('own', { origin: 'https://token@github.com/acme/own.git' })
  expect(await findCloneRepository(own, server)).toMatchObject({ owner: 'acme', repo: 'own' })
})

test.each([
  ['bare', {}, 'has no remote upstream or origin'],
  ['elsewhere', { origin: 'https://secret@gitlab.com/a/b.git' }, 'gitlab.com is not github.com'],
  ['local', { origin: '/srv/git/a.git' }, 'names no repository'],
])('of a clone that is %s, one line says so', async (name, remotes, message) => {
  const failure = await findCloneRepository(await clone(name, remotes), server).catch((error) => error)
  expect(failure).toMatchObject({ code: 'USAGE', message: expect.stringContaining(message) })
  expect(failure.message).not.toMatch(/\n|secret/)
})

test('outside of any clone, and where there is no folder, one line says so', async () => {
  for (const place of ['/', join(folder, 'nothing')])
    await expect(findCloneRepository(place, server)).rejects.toMatchObject({
      code: 'USAGE',
      message: `expected a repository as OWNER/REPO: ${place} is no clone of one (try --help)`,
    })
})

test('npm says where its user stands, and no one else is asked', () => {
  expect(standingFolder({ INIT_CWD: '/home/mirela/fork' }, '/project', '/project')).toBe('/home/mirela/fork')
  expect(standingFolder({ INIT_CWD: '/stale' }, '/home/mirela', '/project')).toBe('/home/mirela')
  expect(standingFolder({}, '/project', '/project')).toBe('/project')
})
