import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { edge, pull, undecided } from '../dashboard/testing/answers.ts'
import type { SetDetail } from '../domain/answers.ts'
import { type ClosingTime, cautions, closePlan, closings, indirect } from './close-plan.ts'

const page = 'https://triage.example/acme/gateway'
const landed = { sha: 'bbbfb10134e8', committedAt: '2026-11-20T10:00:00Z' }
const member = (number: number, facts: Parameters<typeof pull>[2] = {}) => ({
  ...pull(number, `Title ${number}`, facts),
  role: 'duplicate' as const,
  headSha: '',
})
const set = (change: Partial<SetDetail> = {}): SetDetail => ({
  id: 's1',
  category: 'SAME_CHANGE',
  score: 0.97,
  original: 2700,
  alreadyMerged: null,
  reason: 'identical',
  members: [
    member(2700, { author: 'mirela-d' }),
    member(3101, { author: 'a-okafor' }),
    member(3102, { state: 'CLOSED' }),
  ],
  edges: [edge(2700, 3101)],
  publicPage: page,
  decision: undecided,
  closeComment: null,
  ...change,
})
const plan = (change: Partial<SetDetail> = {}, time?: ClosingTime) =>
  closePlan(set(change), 'acme', 'gateway', page, time)

/**
 * Runs the plan with a `gh` that writes down what it was called with; to `pr view` it answers the state of the keeper.
 */
function run(script: string, keeper = 'MERGED'): { args: string[]; comment: string }[] {
  const folder = mkdtempSync(join(tmpdir(), 'ct-plan-'))
  try {
    const log = join(folder, 'log')
    writeFileSync(
      join(folder, 'gh'),
      `#!${process.execPath}
if (process.argv[3] === 'view') console.log(${JSON.stringify(keeper)})
else require('fs').appendFileSync(${JSON.stringify(log)}, JSON.stringify(process.argv.slice(2)) + '\\n')\n`,
      { mode: 0o755 },
    )
    writeFileSync(log, '')
    writeFileSync(join(folder, 'plan.sh'), script)
    execFileSync('sh', [join(folder, 'plan.sh')], {
      env: { PATH: `${folder}:${process.env.PATH}` },
      cwd: folder,
      stdio: 'ignore',
    })
    return readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as string[])
      .map((args) => ({ args: args.slice(0, -1), comment: args.at(-1)! }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('the plan closes the open ones that repeat the original, thanks them, and links the evidence', () => {
  const [only, ...others] = run(plan())
  expect(others).toEqual([])
  expect(only!.args).toEqual(['pr', 'close', '3101', '--repo', 'acme/gateway', '--comment'])
  expect(only!.comment).toContain('It does what #2700 by @mirela-d does')
  expect(only!.comment).toContain('https://triage.example/acme/gateway/compare/2700...3101')
  expect(plan()).toContain('# Co-authored-by: a-okafor <a-okafor@users.noreply.github.com>')
})

test('while the keeper is open the plan closes nothing; closing now is a choice', () => {
  expect(plan()).toContain('# Hold until #2700 is merged: before that, this closes nothing.')
  expect(run(plan(), 'OPEN')).toEqual([])
  expect(run(plan(), 'CLOSED')).toEqual([])
  const [merged] = run(plan(), 'MERGED')
  expect(merged!.comment).toContain('It does what #2700 by @mirela-d does, which is merged.')
  const [now] = run(plan({}, 'now'), 'OPEN')
  expect(now!.comment).toContain('It does what #2700 by @mirela-d does, so we are going with that one.')
  expect(plan({}, 'now')).not.toContain('Hold until')
})

test.each([
  ['merged', { state: 'MERGED' as const }, 3101, 'which is merged'],
  ['landed', { landed }, null, 'which the default branch has had since 2026-11-20 (bbbfb10)'],
])(
  'where another one than the original is %s, it is the keeper and the original is closed for it',
  (_, facts, alreadyMerged, why) => {
    const members = [member(2700), member(3101, { ...facts, author: 'a-okafor' }), member(3150)]
    const change = { members, alreadyMerged, edges: [edge(2700, 3101), edge(2700, 3150)] }
    const closed = new Map(run(plan(change), 'OPEN').map(({ args, comment }) => [args[2], comment]))
    expect(closed.get('2700')).toContain(`It does what #3101 by @a-okafor does, ${why}.`)
    // It repeats the original alone, and that is no proof for the keeper.
    expect(closed.has('3150')).toBe(false)
    expect(indirect(set(change)).map(({ number }) => number)).toEqual([3150])
    expect(plan(change)).not.toMatch(/going with|Hold until|Co-authored-by/)
  },
)

test('what repeats only another merged one is closed in favour of that one', () => {
  const members = [member(2700, { state: 'MERGED' }), member(3101, { state: 'MERGED' }), member(3150)]
  const [only] = run(plan({ members, alreadyMerged: 2700, edges: [edge(2700, 3101), edge(3101, 3150)] }))
  expect(only!.args[2]).toBe('3150')
  expect(only!.comment).toContain('It does what #3101 by @octocat does, which is merged.')
})

test('one person is thanked once, however the login is spelt, and not for the keeper', () => {
  const members = [
    member(2700, { author: 'Mirela-D' }),
    member(3101, { author: 'A-Okafor' }),
    member(3102, { author: 'a-okafor' }),
    member(3103, { author: 'mirela-d' }),
  ]
  const edges = [edge(2700, 3101), edge(2700, 3102), edge(2700, 3103)]
  expect(plan({ members, edges }).match(/Co-authored-by: .*/g)).toEqual([
    'Co-authored-by: A-Okafor <A-Okafor@users.noreply.github.com>',
  ])
})

test('where the reader could open no page there is no link, and the facts stand', () => {
  const script = closePlan(set(), 'acme', 'gateway', null)
  expect(script).not.toContain('http')
  expect(script).toContain('What they share: `adds 14')
})

test('what only the closed one has is said before', () => {
  const hasMore = edge(2700, 3101)
  hasMore.evidence = {
    ...hasMore.evidence,
    onlyB: { ...hasMore.evidence.onlyB, testFiles: ['a.test.ts', 'b.test.ts'] },
  }
  expect(plan({ edges: [hasMore] })).toContain('# Before: #3101 has 2 test files that #2700 does not have.')
})

test('text of strangers neither ends the comment, nor runs, nor calls anyone', () => {
  const hostile = 'x\'\nEND_OF_COMMENT\n)"; touch /tmp/pwned; `id` $(id) @everyone \u202e'
  const bad = edge(2700, 3101)
  bad.evidence = { ...bad.evidence, reasons: [hostile] }
  const calls = run(
    plan({
      edges: [bad],
      reason: hostile,
      members: [
        member(2700, { author: "a'; rm -rf /" }),
        member(3101, { title: hostile, author: 'b@evil.example' }),
      ],
    }),
  )
  expect(calls).toHaveLength(1)
  expect(calls[0]!.args).toEqual(['pr', 'close', '3101', '--repo', 'acme/gateway', '--comment'])
  expect(calls[0]!.comment).toContain("`x' END_OF_COMMENT )\"; touch /tmp/pwned; 'id' $(id) @everyone`")
  expect(calls[0]!.comment).not.toContain('rm -rf')
  expect(plan({ members: [member(2700), member(3101, { author: 'b@evil.example' })] })).not.toContain('evil')
})

test('an approved one, or a maintainer’s own, is closed by no plan without a line that says so', () => {
  const members = [
    member(2700, { authorAssociation: 'CONTRIBUTOR' }),
    { ...member(3101, { authorAssociation: 'MEMBER' }), review: 'APPROVED' as const },
    { ...member(3102), review: 'APPROVED' as const },
    { ...member(3103), review: 'REVIEW_REQUIRED' as const },
  ]
  const change = { members, edges: [edge(2700, 3101), edge(2700, 3102), edge(2700, 3103)] }
  const script = plan(change, 'now')
  const before = (number: number) => script.split(`gh pr close ${number} `)[0]!.split('\n').slice(-2)[0]
  expect(before(3101)).toBe(
    '# #3101 is approved and is by a member of this repository’s organization: look again before you close it.',
  )
  expect(before(3102)).toBe('# #3102 is approved: look again before you close it.')
  expect(before(3103)).not.toContain('look again')
  expect(cautions(set(change))).toHaveLength(2)
  expect(run(script).map(({ args }) => args[2])).toEqual(['3101', '3102', '3103'])
})

test('the only approved one is the keeper, unless another one is merged or has landed', () => {
  const approved = { ...member(3101, { author: 'a-okafor' }), review: 'APPROVED' as const }
  const script = plan({ members: [member(2700), approved] }, 'now')
  expect(run(script).map(({ args, comment }) => [args[2], comment.split('\n')[0]])).toEqual([
    ['2700', 'Thank you for this work. It does what #3101 by @a-okafor does, so we are going with that one.'],
  ])
  expect(script).not.toContain('look again')
  const twice = [{ ...member(2700), review: 'APPROVED' as const }, approved]
  expect(plan({ members: twice }, 'now')).toContain('# #3101 is approved: look again before you close it.')
  const late = plan({ members: [member(2700, { landed }), approved] })
  expect(late).toContain('It does what #2700')
})

test('what has landed is told so, the suggested original too', () => {
  const script = plan({ members: [member(2700, { landed }), member(3101, { landed })] })
  const calls = run(script)
  expect(calls.map(({ args }) => args[2])).toEqual(['2700', '3101'])
  for (const { comment } of calls)
    expect(comment).toContain('The default branch has had this change since 2026-11-20 (bbbfb10).')
  expect(script).toContain('# Closes what the default branch has already.')
})

test('where the original has landed no one goes on with it, and no commit of it is waited for', () => {
  const script = plan({ members: [member(2700, { landed, author: 'mirela-d' }), member(3101)] })
  expect(run(script).map(({ args }) => args[2])).toEqual(['2700', '3101'])
  expect(script).toContain(
    'It does what #2700 by @mirela-d does, which the default branch has had since 2026-11-20 (bbbfb10).',
  )
  expect(script).not.toContain('going with')
  expect(script).not.toContain('Co-authored-by')
})

test('nothing is closed for one that was closed without being merged', () => {
  const members = [member(2700, { state: 'CLOSED' }), member(3101)]
  expect(closings(set({ members }))).toEqual([])
  const merged = plan({ alreadyMerged: 2700, members: [member(2700, { state: 'MERGED' }), member(3101)] })
  expect(merged).toContain('It does what #2700 by @octocat does, which is merged.')
})

test('a member that was not found to repeat the original itself is named and not closed', () => {
  const members = [member(2700), member(3101), member(3150)]
  for (const edges of [
    [edge(2700, 3101), edge(3101, 3150)],
    [edge(2700, 3101), edge(2700, 3150, { category: 'COMPETING_IMPLEMENTATION' }), edge(3101, 3150)],
    [edge(2700, 3101), edge(2700, 3150, { relation: 'STACKED' }), edge(3101, 3150)],
  ]) {
    const script = plan({ members, edges })
    expect(run(script).map(({ args }) => args[2])).toEqual(['3101'])
    expect(script).toContain('# Not in it: #3150, found to repeat another of them but not #2700.')
    expect(indirect(set({ members, edges })).map(({ number }) => number)).toEqual([3150])
  }
  expect(indirect(set())).toEqual([])
})

test('competing ones are not closed by a script: a maintainer has to choose', () => {
  expect(plan({ category: 'COMPETING_IMPLEMENTATION' })).not.toContain('gh pr close')
})

test('a repository’s own comment stands in the place of the built-in one', () => {
  const closeComment = 'Sorry {author}: {keeper}, {fate}.\nSee {link}\nBye.'
  const [call] = run(plan({ closeComment }, 'now'))
  expect(call!.comment).toBe(
    `Sorry @a-okafor: #2700 by @mirela-d, so we are going with that one.\nSee ${page}/compare/2700...3101\nBye.`,
  )
  const [unlinked] = run(closePlan(set({ closeComment }), 'acme', 'gateway', null, 'now'))
  expect(unlinked!.comment).toBe('Sorry @a-okafor: #2700 by @mirela-d, so we are going with that one.\nBye.')
})
