import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { projectRoot } from '../src/root.ts'
import { cloneInto } from '../src/testing/clone.ts'

let clone = ''
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org', ...args], {
    cwd: clone,
    encoding: 'utf8',
  })
const read = (name: string) => readFileSync(join(clone, name), 'utf8')
const release = (version: string) => {
  const env = { ...process.env, GIT_AUTHOR_NAME: 'Ann', GIT_AUTHOR_EMAIL: 'ann@example.org' }
  const { status, stderr } = spawnSync('npm', ['version', version], {
    cwd: clone,
    encoding: 'utf8',
    env: { ...env, GIT_COMMITTER_NAME: 'Ann', GIT_COMMITTER_EMAIL: 'ann@example.org' },
  })
  return { status, stderr }
}
const inYear = () => new Date(Date.now() + 364 * 86_400_000).toISOString()
const securityFile = 'public/.well-known/security.txt'

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'ct-release-'))
  cloneInto(clone)
  writeFileSync(
    join(clone, 'CHANGELOG.md'),
    '# What changes for those who upgrade\n\n## 9.9.0 (soon)\n\nAll of it.\n',
  )
  writeFileSync(
    join(clone, securityFile),
    read(securityFile).replace(/^Expires: .*/m, `Expires: ${inYear()}`),
  )
  git('init', '--quiet', '--initial-branch=main')
  git('add', '--all')
  git('commit', '--quiet', '--message=All')
})
afterEach(() => rmSync(clone, { recursive: true, force: true }))

test('npm version refuses a version that the changelog does not tell of, in one line, and changes nothing', () => {
  for (const version of ['9.9.1', '9.9.0-rc.1', '9.8.0']) {
    const { status, stderr } = release(version)
    expect(status).not.toBe(0)
    expect(stderr).toMatch(
      new RegExp(`^CHANGELOG\\.md does not tell of ${version.replaceAll('.', '\\.')}: .+\\n$`),
    )
  }
  expect(git('status', '--porcelain')).toBe('')
  expect(git('tag')).toBe('')
})

test('a version that it tells of is released, and the image’s label says it', () => {
  expect(release('9.9.0')).toEqual({ status: 0, stderr: '' })
  expect(git('tag').trim()).toBe('v9.9.0')
  expect(git('status', '--porcelain')).toBe('')
  expect(JSON.parse(read('package.json'))).toMatchObject({ version: '9.9.0' })
  expect(read('Dockerfile')).toContain('ARG VERSION=9.9.0\n')
})

test('a security.txt that is about to run out stops it too', () => {
  const soon = new Date(Date.now() + 30 * 86_400_000).toISOString()
  writeFileSync(join(clone, securityFile), read(securityFile).replace(/^Expires: .*/m, `Expires: ${soon}`))
  git('commit', '--quiet', '--all', '--message=Old')
  const { status, stderr } = release('9.9.0')
  expect([status === 0, stderr]).toEqual([false, expect.stringContaining('security.txt')])
})

test('every file that names the version names the same one', () => {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    version: string
  }
  const lock = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
    version: string
    packages: Record<string, { version: string }>
  }
  expect([lock.version, lock.packages['']!.version]).toEqual([version, version])
  expect(readFileSync(join(projectRoot, 'Dockerfile'), 'utf8')).toContain(`ARG VERSION=${version}\n`)
})
