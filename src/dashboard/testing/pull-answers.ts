import type { Candidate, Comparison, PullDetail, QueuedPull } from '../../domain/answers.ts'
import { daysAgo, edge, pull } from './answers.ts'

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
