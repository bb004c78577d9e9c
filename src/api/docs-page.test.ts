import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { beforeAll, expect, test } from 'vitest'
import { findAccessibilityFaults } from '../dashboard/testing/open-dashboard.ts'
import { openLog } from '../log.ts'
import type { Pool } from '../postgres/pool.ts'
import { readingPorts } from '../testing/api-ports.ts'
import { launchChromium } from '../testing/browser.ts'
import { buildApi } from './app.ts'
import { type Description, renderDocs } from './docs-page.ts'
import { exampleOf } from './example.ts'
import { renderSchema } from './schema-text.ts'
import { listen } from './serve.ts'

const log = openLog('test', 'silent')

let spec: Description
let handle: Awaited<ReturnType<typeof buildApi>>

beforeAll(async () => {
  const tokens = { DASHBOARD_TOKEN: 'a-dashboard-token', OPS_TRIGGER_TOKEN: 'an-ops-token-for-tests' }
  handle = await buildApi(readingPorts({} as Pool, tokens))
  spec = (await (await handle(new Request('http://localhost/api/openapi.json'))).json()) as Description
})

test('no two routes have one summary, by which each is described', () => {
  const summaries = Object.values(spec.paths ?? {}).flatMap((operations) =>
    Object.values(operations).map(({ summary }) => summary),
  )
  expect(summaries.length).toBeGreaterThan(30)
  expect(new Set(summaries).size).toBe(summaries.length)
})

test('each example is what its schema describes', () => {
  const ajv = new Ajv({ strict: false })
  addFormats.default(ajv)
  const schemas = Object.entries(spec.paths ?? {}).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { requestBody, responses = {} }]) =>
      Object.entries({ body: requestBody, ...responses }).flatMap(([of, part]) => {
        const schema = part?.content?.['application/json']?.schema
        return schema === undefined ? [] : [{ what: `${method} ${path} ${of}`, schema }]
      }),
    ),
  )
  expect(schemas.length).toBeGreaterThan(60)
  for (const { what, schema } of schemas) {
    const example = exampleOf(schema)
    const validate = ajv.compile(schema)
    expect(validate(example), `${what}: ${ajv.errorsText(validate.errors)} ${JSON.stringify(example)}`).toBe(
      true,
    )
  }
})

test('each route says what it takes and answers, with an example', () => {
  const routes = Object.entries(spec.paths ?? {}).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ what: `${method} ${path}`, operation })),
  )
  expect(routes.map(({ what }) => what)).toEqual(
    expect.arrayContaining([
      'get /api/events',
      'get /api/repos/{owner}/{repo}/feed',
      'get /api/repos/{owner}/{repo}/report.md',
      'post /api/webhooks/github',
      'post /mcp',
    ]),
  )
  const lacking = routes.flatMap(({ what, operation }) => {
    const { summary, parameters = [], requestBody, responses = {} } = operation
    const good = Object.entries(responses).filter(([status]) => status.startsWith('2'))
    return [
      ...(summary ? [] : [`${what}: summary`]),
      ...(good.length > 0 ? [] : [`${what}: an answer`]),
      ...parameters
        .filter(({ description, schema }) => !description || schema === undefined)
        .map(({ name }) => `${what}: parameter ${name}`),
      ...Object.entries(responses)
        .filter(([, { description }]) => !description)
        .map(([status]) => `${what}: what ${status} means`),
      ...[['body', requestBody] as const, ...good].flatMap(([part, described]) => {
        if (described === undefined) return []
        const contents = Object.values(described.content ?? {})
        const isComplete = contents.every(({ schema, example }) => schema && example !== undefined)
        return contents.length > 0 && isComplete ? [] : [`${what}: example of ${part}`]
      }),
    ]
  })
  expect(lacking).toEqual([])
})

test('each text of an example looks like what it holds', () => {
  const textsOf = (value: unknown, name = ''): string[] =>
    value === 'text'
      ? [name]
      : typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([field, part]) => textsOf(part, `${name}.${field}`))
        : []
  const unlike = Object.entries(spec.paths ?? {}).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { requestBody, responses = {} }]) =>
      [requestBody, responses['200'], responses['202']].flatMap((part) => {
        const schema = part?.content?.['application/json']?.schema
        return schema?.type !== 'object' ? [] : textsOf(exampleOf(schema), `${method} ${path} `)
      }),
    ),
  )
  expect(unlike).toEqual([])
})

test('the answers to a scan that is new and to one that is not say so', () => {
  const answer = (status: string) =>
    exampleOf(
      spec.paths!['/api/ops/public-scan']!.post!.responses![status]!.content!['application/json']!.schema!,
    )
  expect(answer('200')).toMatchObject({ enqueued: false, duplicate: true, state: 'completed' })
  expect(answer('202')).toMatchObject({ enqueued: true })
  expect(answer('202')).not.toHaveProperty('duplicate')
})

test.each([
  [{ type: 'integer' }, 'integer'],
  [{ anyOf: [{ type: 'string', description: 'a login' }, { type: 'null' }] }, 'string | null  // a login'],
  [{ type: 'array', items: { type: 'string' } }, 'list of string'],
  [{ type: 'string', enum: ['OPEN', 'CLOSED'] }, '"OPEN" | "CLOSED"'],
  [
    {
      type: 'object',
      required: ['a'],
      properties: {
        a: {
          anyOf: [
            { type: 'object', properties: { b: { type: 'string' } }, description: 'x' },
            { type: 'null' },
          ],
        },
        c: {
          type: 'array',
          items: { type: 'object', required: ['d'], properties: { d: { type: 'number' } } },
        },
      },
    },
    '{\n  a: {  // x\n    b?: string\n  } or null\n  c?: list of {\n    d: number\n  }\n}',
  ],
])('a schema is written as a person reads it: %j', (schema, written) => {
  expect(renderSchema(schema)).toBe(written)
})

test('the page has nothing that axe objects to, on a phone and on a screen, light and dark', async () => {
  const server = await listen(handle, { host: '127.0.0.1', port: 0, log })
  const browser = await launchChromium()
  try {
    for (const [width, colorScheme] of [
      [390, 'light'],
      [1280, 'dark'],
    ] as const) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme })
      await page.goto(`http://127.0.0.1:${server.port}/api/docs`)
      expect(await findAccessibilityFaults(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      // The style is in force: our own policy lets it.
      expect(await page.evaluate("getComputedStyle(document.querySelector('pre')).overflowX")).toBe('auto')
      await page.close()
    }
  } finally {
    await browser.close()
    await server.close(500)
  }
})

test('what is written is shown, and does nothing', () => {
  const page = renderDocs({ paths: { '/<script>': { get: { summary: '<img src=x onerror=alert(1)>' } } } })
  expect(page).not.toMatch(/<script|<img/)
})
