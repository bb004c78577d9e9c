import type {
  Candidate,
  Comparison,
  GroupMember,
  IssueGroup,
  IssueGroupSummary,
  ListedScan,
  PullDetail,
  QueuedPull,
  Repository,
  SetDetail,
  SetSummary,
  ShownEdge,
  ShownPull,
  WhatIfAnswer,
} from '../../domain/answers.ts'
import type { SetDecision } from '../../domain/set-decision.ts'
import type { MergeOutcome } from '../../domain/what-if.ts'

/** A list as the API answers it, with all there is on one page. */
export const page = <T>(items: T[], rest: object = {}) => ({
  items,
  nextCursor: null,
  ...rest,
})

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

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

const groupMember = (facts: ShownPull, known: Partial<GroupMember> = {}): GroupMember => ({
  ...facts,
  checks: null,
  review: null,
  mergeable: null,
  askedAt: null,
  lastCommitAt: null,
  size: null,
  tests: null,
  containedIn: null,
  set: null,
  ...known,
})

/** What one merge comes to. */
export const mergeResult = (outcome: MergeOutcome, ...files: string[]) => ({
  outcome,
  files,
  fileCount: files.length === 0 ? 0 : files.length + 2,
  reason: outcome === 'UNKNOWN' ? 'it takes more memory than a merge may take here' : null,
})
const hostilePath = 'src/<img src=x onerror=alert(1)>\u202e\n.ts'
export const whatIf: WhatIfAnswer = {
  state: 'ready',
  reason: null,
  branch: 'main',
  tip: 'c'.repeat(40),
  lookedAt: '2026-11-26T04:00:00.000Z',
  pulls: [2700, 2954, 3017, 3101].map((number) => ({
    number,
    headSha: String(number),
    baseRef: 'main',
    ...mergeResult(number === 3017 ? 'CONFLICT' : 'CLEAN', ...(number === 3017 ? ['a.ts'] : [])),
  })),
  pairs: [
    { after: 2700, number: 2954, ...mergeResult('EMPTY') },
    { after: 2700, number: 3017, ...mergeResult('CONFLICT', 'a.ts') },
    { after: 2700, number: 3101, ...mergeResult('CONFLICT', hostilePath) },
    { after: 2954, number: 2700, ...mergeResult('CLEAN') },
    { after: 2954, number: 3017, ...mergeResult('CONFLICT', 'a.ts') },
    { after: 2954, number: 3101, ...mergeResult('UNKNOWN') },
    { after: 3101, number: 2700, ...mergeResult('CONFLICT', hostilePath) },
    { after: 3101, number: 2954, ...mergeResult('CLEAN') },
    { after: 3101, number: 3017, ...mergeResult('CONFLICT', 'a.ts') },
  ],
  leftOut: [3420],
}

export const group: IssueGroup = {
  number: 2688,
  url: 'https://github.com/openclaw/openclaw/issues/2688',
  title: 'A gateway with an IPv6 address has `NaN` for a port',
  state: 'OPEN',
  closing: 4,
  members: [
    groupMember(pull(2700, 'Parse the port of an IPv6 address', { author: 'mirela-d' }), {
      authorAssociation: 'MEMBER',
      checks: 'SUCCESS',
      review: 'APPROVED',
      mergeable: 'CONFLICTING',
      askedAt: daysAgo(0.1),
      lastCommitAt: daysAgo(90),
      size: { files: 1, added: 16, removed: 2 },
      tests: { files: 0, added: 0, removed: 0 },
      containedIn: [{ number: 3101, share: 1 }],
      set: 'set-2700',
    }),
    groupMember(pull(2954, 'gateway: fix `parsePort` for [::1]:8080', { author: 'jonas-weber' })),
    groupMember(pull(3017, 'Fix #2688', { author: 'claw-agent[bot]', draft: true }), {
      authorAssociation: 'NONE',
      checks: 'FAILURE',
      review: 'NONE',
      mergeable: 'MERGEABLE',
      askedAt: daysAgo(0.1),
      lastCommitAt: daysAgo(80),
      size: { files: 12, added: 1_204, removed: 318 },
      tests: { files: 3, added: 411, removed: 9 },
      containedIn: [],
    }),
    groupMember(
      pull(3101, 'IPv6 gateway addresses, with tests', {
        author: 'a-okafor',
        landed: { sha: 'bbbfb10134e8d1', committedAt: daysAgo(1) },
      }),
      {
        size: { files: 3, added: 56, removed: 2 },
        tests: { files: 2, added: 40, removed: 0 },
        containedIn: [],
      },
    ),
  ],
  mentions: [pull(3102, 'IPv6 gateway addresses, part two', { author: 'a-okafor' })],
  ended: [pull(2690, 'Quick fix for IPv6', { state: 'CLOSED' })],
  whatIf,
}

export const groups: IssueGroupSummary[] = [
  {
    number: group.number,
    url: group.url,
    title: group.title,
    state: group.state,
    closing: group.closing,
    mentioning: 1,
    pulls: [pull(2700, 'Parse the port of an IPv6 address', { author: 'mirela-d' })],
  },
  {
    number: 3190,
    url: null,
    title: null,
    state: null,
    closing: 2,
    mentioning: 0,
    pulls: [
      pull(3205, 'Queue outgoing messages while offline'),
      pull(3391, 'Keep unsent messages in SQLite'),
    ],
  },
]
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
    lastScan,
  },
  {
    owner: 'symfony',
    name: 'symfony-docs',
    url: 'https://github.com/symfony/symfony-docs',
    openPulls: 212,
    rulesProblem: null,
    duplicateSets: 1,
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

export const queue: QueuedPull[] = [
  { ...pull(3420, 'Document the new gateway settings'), top: null },
  {
    ...pull(3391, 'Keep unsent messages in SQLite', { author: 'noor', draft: true }),
    top: { number: 3205, category: 'COMPETING_IMPLEMENTATION', relation: null, score: 0.74 },
  },
  {
    ...pull(3320, 'channels: reconnect with exponential delay instead of giving up at once', {
      author: 'ravi-s',
    }),
    top: { number: 3188, category: 'SAME_FEATURE', relation: null, score: 0.91 },
  },
  {
    ...pull(3102, 'IPv6 gateway addresses, part two', { author: 'a-okafor' }),
    top: { number: 3101, category: 'RELATED', relation: 'STACKED', score: 0.66 },
  },
]

export const detail: PullDetail = {
  ...pull(3101, 'IPv6 gateway addresses, with tests', {
    author: 'a-okafor',
    authorAssociation: 'FIRST_TIME_CONTRIBUTOR',
    labels: ['gateway', 'needs: a very long label that a bot gives to whatever it has not understood yet'],
  }),
  body: 'Closes #2688',
  headSha: '4f1c2b7a90d34e5f8a6b1c2d3e4f5a6b7c8d9e0f',
  baseRef: 'main',
  headFirstSeenAt: daysAgo(2),
  analysis: { baseSha: null, degraded: null, analyzedAt: daysAgo(2), firstCommitAt: daysAgo(90) },
  channels: [
    { channel: 'production', files: 1, added: 16, removed: 2, paths: ['src/gateway/port.ts'] },
    {
      channel: 'test',
      files: 2,
      added: 40,
      removed: 0,
      paths: ['src/gateway/port.test.ts', 'src/gateway/ip.test.ts'],
    },
  ],
  heads: [
    { headSha: '4f1c2b7a90d34e5f8a6b1c2d3e4f5a6b7c8d9e0f', analyzedAt: daysAgo(2) },
    { headSha: '0f9e8d7c6b5a4f3e2d1c0b9a8f7e6d5c4b3a2f10', analyzedAt: daysAgo(5) },
  ],
}

const line = (sign: ' ' | '+' | '-', at: number, text: string) => ({ sign, at, text })

const { heads: _heads, ...compared } = detail

export const comparison: Comparison = {
  a: { ...compared, ...pull(2700, 'Parse the port of an IPv6 address', { author: 'mirela-d' }) },
  b: compared,
  edge: edge(2700, 3101),
  deciding: 'production',
  moreFiles: 0,
  files: [
    {
      path: 'src/gateway/port.ts',
      channel: 'production',
      a: 'modified',
      b: 'modified',
      unknown: false,
      counts: { shared: 1, onlyA: 1, onlyB: 1 },
      more: 0,
      rows: [
        { a: line(' ', 1, 'before'), b: line(' ', 1, 'before'), shared: false, gap: false },
        { a: line('-', 2, 'old'), b: line('-', 2, 'old'), shared: true, gap: false },
        { a: line('+', 2, 'const port = 1'), b: line('+', 2, 'const port = 2'), shared: false, gap: false },
      ],
    },
    {
      path: 'src/gateway/port.test.ts',
      channel: 'test',
      a: null,
      b: 'added',
      unknown: false,
      counts: { shared: 0, onlyA: 0, onlyB: 1 },
      more: 0,
      rows: [{ a: null, b: line('+', 1, "test('a port')"), shared: false, gap: false }],
    },
  ],
}

export const candidates: Candidate[] = [
  { pull: pull(2700, 'Parse the port of an IPv6 address', { author: 'mirela-d' }), edge: edge(2700, 3101) },
  {
    pull: pull(3102, 'IPv6 gateway addresses, part two', { author: 'a-okafor' }),
    edge: edge(3101, 3102, { category: 'RELATED', relation: 'STACKED', score: 0.66 }),
  },
]
