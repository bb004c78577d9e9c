import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openGitHub } from '../github/github.ts'
import { openLog } from '../log.ts'
import { buildGitRepository, type GitRepository } from '../testing/git-repository.ts'
import { type GitHubModel, startGitHubModel } from '../testing/github/github-model.ts'
import { checkAgainstOpenApi } from '../testing/github/openapi.ts'
import { openApiSource } from './api-source.ts'
import { openGitSource } from './git-source.ts'
import { openMirrorSource } from './mirror-source.ts'
import type { PullSource } from './source.ts'

const log = openLog('test', 'silent')
const signal = new AbortController().signal
let git: GitRepository
let model: GitHubModel
let dataDir: string
let sources: Record<PullSource['kind'], PullSource>

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'clawtriage-data-'))
  git = await buildGitRepository()
  const root = git.commit({ files: { 'src/a.ts': '1\n' } })
  git.ref('refs/heads/main', root)
  git.ref('refs/pull/1/head', git.commit({ parents: [root], files: { 'src/a.ts': '2\n' } }))
  await git.write()
  model = await startGitHubModel({ checkAnswer: checkAgainstOpenApi() })
  await model.addRepository('acme', 'shop', git.gitDir)
  const github = () => openGitHub({ apiUrl: model.apiUrl, token: null, owner: 'acme', name: 'shop', log })
  const { serverUrl } = model
  sources = {
    mirror: openMirrorSource({ dir: git.gitDir, owner: 'acme', name: 'shop', log }),
    api: openApiSource({ github: github(), log }),
    git: openGitSource({ owner: 'acme', name: 'shop', list: github(), dataDir, serverUrl, token: null, log }),
  }
})
afterEach(async () => {
  await model.close()
  await Promise.all([git.remove(), rm(dataDir, { recursive: true, force: true })])
})

const ask = async () =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(sources).map(async ([kind, source]) => [kind, await source.fetchRules(signal)]),
    ),
  )
const everySource = (answer: unknown) => ({ mirror: answer, api: answer, git: answer })

test('every source reads clawtriage.json from the default branch, and says when there is none', async () => {
  expect(await ask()).toEqual(everySource(null))
  const rules = '{"paths":{"docs":["Übersicht/**"]}}\n'
  git.ref(
    'refs/heads/main',
    git.commit({ parents: [1], files: { 'clawtriage.json': rules, 'large.bin': 'x'.repeat(50_000) } }),
  )
  await git.write()
  // A mirror is read as it is when first used.
  sources.mirror = openMirrorSource({ dir: git.gitDir, owner: 'acme', name: 'shop', log })
  expect(await ask()).toEqual(everySource(rules))
})

test('a folder of that name is no rules', async () => {
  git.ref('refs/heads/main', git.commit({ parents: [1], files: { 'clawtriage.json/a': '{}' } }))
  await git.write()
  const { mirror, git: ours } = await ask()
  expect({ mirror, ours }).toEqual({ mirror: null, ours: null })
})
