import type {
  ListedScan,
  Repository,
  SetDetail,
  SetSummary,
  ShownEdge,
  ShownPull,
} from '../../domain/answers.ts'
import type { SetDecision } from '../../domain/set-decision.ts'

/** A list as the API answers it, with all there is on one page. */
export const page = <T>(items: T[], rest: object = {}) => ({
  items,
  nextCursor: null,
  ...rest,
})

export const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

export const scan: ListedScan = {
  snapshot: '2026-11-23T08Z',
  state: 'done',
  source: 'git',
  listed: 3412,
  analyzed: 37,
  unchanged: 3375,
  failed: 0,
  degraded: 11,
  githubRequests: 41,
  githubLimit: 5_000,
  setsFound: 3,
  error: null,
  resumesAt: null,
  createdAt: daysAgo(0.011),
  startedAt: daysAgo(0.0109),
  finishedAt: daysAgo(0.01),
  incomplete: {
    total: 11,
    items: [
      { number: 3017, outcome: 'analyzed', reason: 'it has more files than GitHub lists' },
      { number: 3101, outcome: 'unchanged', reason: 'dist/<b>index</b>.js is larger than 1 MB' },
    ],
  },
}

const { incomplete: _, ...lastScan } = scan

export const pull = (number: number, title: string, facts: Partial<ShownPull> = {}): ShownPull => ({
  number,
  title,
  author: 'octocat',
  state: 'OPEN',
  draft: false,
  url: `https://github.com/openclaw/openclaw/pull/${number}`,
  createdAt: daysAgo((3500 - number) / 5),
  landed: null,
  authorAssociation: null,
  labels: null,
  ...facts,
})

const remainder = { productionFiles: [], testFiles: [], docsFiles: [], addedLines: 0, removedLines: 0 }

export const edge = (a: number, b: number, rest: Partial<ShownEdge> = {}): ShownEdge => ({
  a,
  b,
  category: 'SAME_CHANGE',
  relation: null,
  score: 0.97,
  signals: {
    location: 0.94,
    addedLines: 0.88,
    addedTokens: 0.91,
    paths: 1,
    issues: 1,
    messageWords: 0.41,
  },
  evidence: {
    reasons: [
      'adds 14 of the same 16 lines to `src/gateway/port.ts`',
      'both close #2688',
      'both edit `parsePort` and nothing else',
    ],
    whyNotHigher: null,
    sharedProductionPaths: ['src/gateway/port.ts'],
    sharedAddedLines: {
      count: 14,
      lines: [
        'const host = address.startsWith("[") ? address.slice(1, address.indexOf("]")) : address.split(":")[0]',
        'const port = Number(address.slice(address.lastIndexOf(":") + 1))',
        'if (!Number.isInteger(port) || port < 1 || port > 65535) {',
        '  throw new GatewayError("bad port: " + address)',
        '}',
      ],
    },
    sharedRemovedLines: {
      count: 2,
      lines: ['const [host, port] = address.split(":")', 'return { host, port: Number(port) }'],
    },
    sharedSymbols: ['parsePort', 'GatewayError'],
    sharedTests: [],
    sharedDocs: [],
    sharedIssues: ['#2688'],
    containment: { aInB: 1, bInA: 0.94 },
    onlyA: remainder,
    onlyB: { ...remainder, testFiles: ['test/gateway/port.test.ts'], addedLines: 31, removedLines: 1 },
    first: { number: a, by: 'opened' },
  },
  ...rest,
})

const member = (facts: ShownPull, role: 'original' | 'duplicate' | 'merged') => ({
  ...facts,
  role,
  headSha: '4f1c2b7a90d34e5f8a6b1c2d3e4f5a6b7c8d9e0f',
})

export const undecided: SetDecision = {
  state: 'open',
  keeper: null,
  until: null,
  note: null,
  byWords: false,
  saidAt: null,
  changes: [],
  version: `${'0'.repeat(32)}.0`,
}

export const sets: SetDetail[] = [
  {
    id: 'set-2700',
    category: 'SAME_CHANGE',
    score: 0.97,
    original: 2700,
    alreadyMerged: null,
    reason: 'identical production change in `src/gateway/port.ts`; 2 test files only in #3101',
    members: [
      member(pull(2700, 'Parse the port of an IPv6 address', { author: 'mirela-d' }), 'original'),
      member(pull(2954, 'gateway: fix `parsePort` for [::1]:8080', { author: 'jonas-weber' }), 'duplicate'),
      member(pull(3017, 'Fix #2688', { author: 'claw-agent[bot]', draft: true }), 'duplicate'),
      member(pull(3101, 'IPv6 gateway addresses, with tests', { author: 'a-okafor' }), 'duplicate'),
    ],
    issueGroups: [{ number: 2688, closing: 4 }],
    publicPage: null,
    closeComment: null,
    decision: undecided,
    edges: [edge(2700, 3101), edge(2700, 2954), edge(2700, 3017, { category: 'SAME_FEATURE', score: 0.81 })],
  },
  {
    id: 'set-3188',
    category: 'SAME_FEATURE',
    score: 0.91,
    original: 3188,
    alreadyMerged: 3188,
    reason: 'both retry the WebSocket handshake with a growing delay in `src/channels/socket.ts`',
    members: [
      member(
        pull(3188, 'Retry the handshake with back-off', { author: 'tkjaer', state: 'MERGED' }),
        'merged',
      ),
      member(
        pull(3320, 'channels: reconnect with exponential delay instead of giving up at once', {
          author: 'ravi-s',
        }),
        'duplicate',
      ),
    ],
    publicPage: null,
    closeComment: null,
    decision: undecided,
    edges: [edge(3188, 3320, { category: 'SAME_FEATURE', score: 0.91 })],
  },
  {
    id: 'set-3205',
    category: 'COMPETING_IMPLEMENTATION',
    score: 0.74,
    original: 3205,
    alreadyMerged: null,
    reason: 'both close #3190, one with a queue in memory, the other with a table',
    members: [
      member(pull(3205, 'Queue outgoing messages while offline', { author: 'lin-yao' }), 'original'),
      member(pull(3391, 'Keep unsent messages in SQLite', { author: 'noor', draft: true }), 'duplicate'),
    ],
    publicPage: null,
    closeComment: null,
    decision: undecided,
    edges: [edge(3205, 3391, { category: 'COMPETING_IMPLEMENTATION', score: 0.74 })],
  },
]

/** As a list has them. */
export const summaries = (some: readonly SetDetail[]): SetSummary[] =>
  some.map(({ edges, issueGroups, publicPage, closeComment, ...summary }) => summary)

/** What a list of sets says besides its sets. */
export const setQueue = {
  decisions: { open: 54, waiting: 2, decided: 1, closed: 0 },
  ended: [],
  decidedAt: [],
}

export const counts = {
  merged: 3,
  contained: 8,
  ALL: 57,
  SAME_CHANGE: 19,
  SAME_FEATURE: 24,
  COMPETING_IMPLEMENTATION: 9,
  RELATED: 5,
}

export const repositories: Repository[] = [
  {
    owner: 'openclaw',
    name: 'openclaw',
    url: 'https://github.com/openclaw/openclaw',
    openPulls: 3412,
    rulesProblem: null,
    duplicateSets: 57,
    comparedAt: lastScan.finishedAt,
    lastScan,
  },
  {
    owner: 'symfony',
    name: 'symfony-docs',
    url: 'https://github.com/symfony/symfony-docs',
    openPulls: 212,
    rulesProblem: null,
    duplicateSets: 1,
    comparedAt: null,
    lastScan: {
      ...lastScan,
      state: 'active',
      listed: 212,
      analyzed: 140,
      unchanged: 0,
      degraded: 0,
      finishedAt: null,
    },
  },
]
