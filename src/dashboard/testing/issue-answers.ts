import type {
  GroupMember,
  IssueGroup,
  IssueGroupSummary,
  ShownPull,
  WhatIfAnswer,
} from '../../domain/answers.ts'
import type { MergeOutcome } from '../../domain/what-if.ts'
import { daysAgo, pull } from './answers.ts'

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
