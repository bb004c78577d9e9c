import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type JSONSchema, compile as typesOf } from 'json-schema-to-typescript'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Pool } from '../postgres/pool.ts'
import { projectRoot } from '../root.ts'
import { readingPorts } from '../testing/api-ports.ts'
import { buildApi } from './app.ts'

const run = promisify(execFile)
const repository = '/api/repos/{owner}/{repo}'

/**
 * What the dashboard takes each answer for: the type argument as it stands where it asks, and the route that it asks.
 * Types are domain/answers.ts's but for those that are said here.
 */
const uses: readonly [type: string, route: string][] = [
  ['Repository', 'GET /api/repos'],
  ['SetSummary, SetsPageAnswer', `GET ${repository}/duplicate-sets`],
  ['Page<SetSummary> & SetQueue', `GET ${repository}/duplicate-sets`],
  ['SetDetail', `GET ${repository}/duplicate-sets/{id}`],
  ['WrittenDecision', `PUT ${repository}/duplicate-sets/{id}/decision`],
  ['Agreement', `GET ${repository}/agreement`],
  ['Comparison', `GET ${repository}/compare/{pair}`],
  ['WrittenVerdictAnswer', `PUT ${repository}/pairs/{a}/{b}/verdict`],
  ['VerdictAnswer', `DELETE ${repository}/pairs/{a}/{b}/verdict`],
  ['QueuedPull', `GET ${repository}/pulls`],
  ['PullDetail', `GET ${repository}/pulls/{number}`],
  ['Candidate', `GET ${repository}/pulls/{number}/candidates`],
  ['IssueGroupSummary', `GET ${repository}/issues`],
  ['IssueGroup', `GET ${repository}/issues/{number}`],
  ['WhatIfAnswer', `GET ${repository}/duplicate-sets/{id}/what-if`],
  ['WhatIfAnswer', `GET ${repository}/issues/{number}/what-if`],
  ['ListedScan', `GET ${repository}/scans`],
  ['Page<Scan> & Outlook', `GET ${repository}/scans`],
  ['{ items: FeedToken[] }', `GET ${repository}/feed-tokens`],
  ['{ path: string }', `POST ${repository}/feed-tokens`],
  ['{ template: string | null }', `PUT ${repository}/close-comment`],
]
/** What a PagedList is given is one of its items. */
const listed = new Set(['Repository', 'QueuedPull', 'Candidate', 'IssueGroupSummary', 'ListedScan'])
const expectedOf = (type: string) => (listed.has(type) ? `Page<${type}>` : (type.split(', ')[1] ?? type))

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ct-client-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Spec {
  paths: Record<string, Record<string, { responses: Record<string, { content?: Content }> }>>
}
type Content = Record<string, { schema: JSONSchema }>

/** The first answer of each route that is no error. */
async function readAnswers(): Promise<Record<string, JSONSchema>> {
  const tokens = { DASHBOARD_TOKEN: 'a-dashboard-token', OPS_TRIGGER_TOKEN: 'an-ops-token-for-tests' }
  const handle = await buildApi(readingPorts({} as Pool, tokens))
  const spec = (await (await handle(new Request('http://localhost/api/openapi.json'))).json()) as Spec
  return Object.fromEntries(
    Object.entries(spec.paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, { responses }]) => {
        const [, answer] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? []
        const schema = answer?.content?.['application/json']?.schema
        return schema === undefined ? [] : [[`${method.toUpperCase()} ${path}`, schema]]
      }),
    ),
  )
}

test('types generated from the description are what the dashboard takes the answers for', async () => {
  const answers = await readAnswers()
  expect(uses.filter(([, route]) => answers[route] === undefined)).toEqual([])
  const whole: JSONSchema = {
    type: 'object',
    properties: answers,
    required: Object.keys(answers),
    additionalProperties: false,
  }
  const generated = await typesOf(whole, 'Answers', { bannerComment: '', format: false })
  const domain = readFileSync(join(projectRoot, 'src/domain/answers.ts'), 'utf8')
  const names = [...domain.matchAll(/^export interface (\w+)/gm)].map(([, name]) => name)
  const from = (path: string) => JSON.stringify(join(projectRoot, 'src', path))
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  await writeFile(join(folder, 'answers.ts'), generated)
  await writeFile(
    join(folder, 'uses.ts'),
    [
      `import type { Answers } from './answers.ts'`,
      `import type { ${names.join(', ')} } from ${from('domain/answers.ts')}`,
      `import type { SetsKnown } from ${from('words/empty-sets.ts')}`,
      `import type { Outlook } from ${from('words/scan-sentence.ts')}`,
      // dashboard/api/paged-list.ts's and pages/sets-page.ts's, which bring all of Lit.
      'interface Page<T> { items: T[]; nextCursor: string | null }',
      'type SetsPageAnswer = Page<SetSummary> & SetsKnown & SetQueue & { counts?: Record<string, number> }',
      'declare const answers: Answers',
      ...uses.map(
        ([type, route], at) =>
          `export const use${at}: ${expectedOf(type)} = answers[${JSON.stringify(route)}] // ${route}`,
      ),
    ].join('\n'),
  )
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(projectRoot, 'tsconfig.json'),
      include: ['*.ts'],
      compilerOptions: { types: [] },
    }),
  )
  const tsc = join(projectRoot, 'node_modules/.bin/tsc')
  const { stdout } = await run(tsc, ['--noEmit', '-p', folder]).catch((failed: { stdout: string }) => failed)
  expect(stdout).toBe('')
})

test('each answer that the dashboard asks for is one of these', () => {
  const folder = join(projectRoot, 'src/dashboard')
  const asks = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/(?:^|\/)(?:testing|api)\/|\.test\.ts$/.test(path))
    .flatMap((path) => {
      const source = readFileSync(join(folder, path), 'utf8')
      return [...source.matchAll(/\b(?:fetchJson|fetchOnce|sendJson|new PagedList)<(.+?)>\(/g)]
    })
    .map(([, type]) => type!)
  expect([...new Set(asks)].sort()).toEqual([...new Set(uses.map(([type]) => type))].sort())
})
