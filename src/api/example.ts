import type { JsonSchema } from './schema-text.ts'

/** What a field of that name may hold, where its schema allows it: an example should look like the thing. */
const values: Record<string, unknown> = {
  ok: true,
  enqueued: true,
  owner: 'octo-org',
  repo: 'gateway',
  name: 'gateway',
  number: 2700,
  a: 2688,
  b: 2700,
  original: 2688,
  keeper: 2688,
  until: null,
  template: 'Thank you, {author}. It does what {keeper} does, {fate}.',
  alreadyMerged: null,
  openPulls: 412,
  pair: '2688...2700',
  pull: 2700,
  title: 'Read the port of an IPv6 address',
  body: 'Fixes #2671.',
  author: 'ada',
  base: 'main',
  baseRef: 'main',
  url: 'https://github.com/octo-org/gateway/pull/2700',
  compareUrl: '/octo-org/gateway/compare/2688...2700',
  headSha: '7a9c460c5d0b5e0f6f3b8a4c1e2d3f4a5b6c7d8e',
  baseSha: '1f0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e',
  sha: '9b1d3f5a7c9e1b3d5f7a9c1e3b5d7f9a1c3e5b7d',
  subject: 'Read the port of an IPv6 address (#2688)',
  snapshot: '2026-11-26T09Z',
  jobId: 'octo-org/gateway/2026-11-26T09Z',
  statusUrl: '/api/ops/scans/octo-org/gateway/2026-11-26T09Z',
  id: 's2688',
  set: 's2688',
  score: 0.94,
  reason: 'identical production change in gateway/port.go',
  reasons: ['14 of 16 added lines are identical in gateway/port.go', 'both close #2671'],
  sharedProductionPaths: ['gateway/port.go'],
  sharedPaths: ['gateway/port.go'],
  sharedTests: ['gateway/port_test.go'],
  sharedDocs: [],
  productionFiles: [],
  testFiles: ['gateway/port_test.go'],
  docsFiles: ['docs/ports.md'],
  files: ['gateway/port.go'],
  relation: null,
  closeComment: null,
  seen: null,
  default: 'Thank you, {author}. {keeper} does the same, {fate}.',
  factsProblem: null,
  branch: 'main',
  tip: '1f0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e',
  listed: 412,
  analyzed: 40,
  unchanged: 370,
  failed: 2,
  setsFound: 54,
  count: 14,
  paths: ['gateway/port.go'],
  path: 'gateway/port.go',
  lines: ['if (!Number.isInteger(port)) throw new GatewayError(address)'],
  patch: 'diff --git a/gateway/port.go b/gateway/port.go\n…',
  sharedSymbols: ['parsePort'],
  sharedIssues: ['#2671'],
  closedByBoth: ['#2671'],
  labels: ['bug'],
  requestedReviewers: ['grace'],
  requestedTeams: ['core'],
  assignees: ['grace'],
  authorAssociation: 'CONTRIBUTOR',
  nodeId: 'PR_kwDOA1',
  whyNotHigher: null,
  verdict: 'DUPLICATE',
  note: 'the same fix, with fewer tests',
  token: '…',
  version: '0.2.0',
  error: null,
  degraded: null,
  rulesProblem: null,
  nextCursor: null,
  resumesAt: null,
  publicPage: null,
  stack: null,
  source: 'git',
  actor: 'ada',
  text: 'const port = Number(address.slice(at + 1))',
  aInB: 0.88,
  bInA: 1,
  ofYours: 0.88,
  ofTheirs: 1,
}
const time = '2026-11-26T09:00:00Z'

/**
 * An example that a schema describes: fields of known names look like what they hold, the others hold the first thing
 * that is allowed.
 * @param name the field's, where it is one.
 */
export function exampleOf(schema: JsonSchema, name = ''): unknown {
  const { anyOf, enum: choices, properties, patternProperties, items, type, examples } = schema
  if (examples !== undefined) return examples[0]
  if (name in values && fits(values[name], schema)) return values[name]
  if (schema.default !== undefined) return schema.default
  if (choices !== undefined) return choices[0]
  if (schema.const !== undefined) return schema.const
  if (anyOf !== undefined)
    return exampleOf(anyOf.find((one) => one.type !== 'null') ?? { type: 'null' }, name)
  if (properties !== undefined)
    return Object.fromEntries(
      Object.entries(properties).map(([field, property]) => [field, exampleOf(property, field)]),
    )
  if (patternProperties !== undefined) {
    const [pattern = '', value = {}] = Object.entries(patternProperties)[0] ?? []
    return { [firstNames[name] ?? firstName(pattern)]: exampleOf(value) }
  }
  switch (type) {
    case 'array':
      return [exampleOf(items ?? {}, singular(name))]
    case 'integer':
      return 1
    case 'number':
      return 0.5
    case 'boolean':
      return false
    case 'null':
      return null
    case 'object':
      return {}
    default:
      return schema.format === 'date-time' || /At$/.test(name) ? time : 'text'
  }
}

const firstNames: Record<string, string> = { checks: 'postgres', signals: 'location' }
/** Of a pattern such as ^(?:ALL|SAME_CHANGE)$, the first name; of any other, a name. */
const firstName = (pattern: string): string =>
  /\(?(?:\?:)?\^?\(?(?:\?:)?([A-Za-z_]+)\|/.exec(pattern)?.[1] ?? 'name'
const singular = (name: string): string => name.replace(/s$/, '')

/** Whether a known value is of the kind that a schema asks for. */
function fits(
  value: unknown,
  { type, anyOf, enum: choices, const: constant, format, items }: JsonSchema,
): boolean {
  if (anyOf !== undefined) return anyOf.some((one) => fits(value, one))
  if (choices !== undefined) return choices.includes(value)
  if (constant !== undefined) return value === constant
  if (value === null) return type === 'null'
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'array') return Array.isArray(value) && value.every((one) => fits(one, items ?? {}))
  return typeof value === type && format === undefined
}
