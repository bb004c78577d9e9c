import { expect, test } from 'vitest'
import type { Revision } from '../../domain/revision.ts'
import { commit } from '../../testing/case.ts'
import { sampleRevision } from '../../testing/revisions.ts'
import { findNobody } from './scant-signature.ts'

const title = 'Labels are written by strconv'
/** Opened by an account, or an address, on the day so many days after the first; signed with a name and an address. */
const by = (author: string | null, authorName: string, authorEmail: string, days = 0): Revision =>
  sampleRevision(
    days,
    {},
    {
      author,
      createdAt: new Date(Date.UTC(2026, 0, 1 + days)).toISOString(),
      commits: [commit(`${author}`, days, title, { authorName, authorEmail })],
    },
  )

const ada = (days = 0) => by('ada@brass.example', 'Ada Ironwood', 'ada@brass.example', days)

/** Whether a nameless one is taken for Ada, asked both ways. */
const isAda = (nameless: Revision, days = 1) => {
  const found = findNobody(nameless, ada(days)) !== null
  expect(findNobody(ada(days), nameless) !== null).toBe(found)
  return found
}

test.each([
  ['a tutorial', by('you@example.com', 'Your Name', 'you@example.com')],
  ['a new machine', by('root@localhost', 'root', 'root@localhost')],
  ['a name that says nothing', by('x@example.com', 'unknown', 'unknown@example.com')],
  ['no name', by(null, '', 'test@example.com')],
])('who signs with what %s says is the one who says the same within a week', (_, nameless) => {
  const unknown = { ...nameless, author: null }
  expect(isAda(unknown)).toBe(true)
  expect(isAda(unknown, 7)).toBe(true)
  expect(isAda(unknown, 8)).toBe(false)
})

test('what another signs off is not nameless', () => {
  const begun = by('root@localhost', 'root', 'root@localhost')
  const signedOff = (signer: string) => ({
    ...begun,
    author: null,
    commits: begun.commits.map((one) => ({ ...one, message: `${one.message}\n\nSigned-off-by: ${signer}` })),
  })
  expect(isAda(signedOff('root <root@localhost>'))).toBe(true)
  expect(isAda(signedOff('Bela Copper <bela@copper.example>'))).toBe(false)
})

test('whoever signed in the other as well may have gone on with what began without a name', () => {
  const begun = by('root@localhost', 'root', 'root@localhost')
  const goneOn = (authorName: string, authorEmail: string) => ({
    ...begun,
    author: null,
    commits: [...begun.commits, commit('later', 20, 'mend the example', { authorName, authorEmail })],
  })
  expect(isAda(goneOn('Ada', 'ada@brass.example'))).toBe(true)
  expect(isAda(goneOn('Bela Copper', 'bela@copper.example'))).toBe(false)
  // Whose own it is, all of it, is not nameless.
  expect(findNobody({ ...goneOn('Ada', 'ada@brass.example'), commits: ada().commits }, ada(1))).toBeNull()
})

test.each([
  [
    'a program of GitHub',
    by('github-actions[bot]', 'github-actions[bot]', '41898282+github-actions[bot]@x.example'),
  ],
  ['a program under a short name', by(null, 'github-actions', 'actions@github.com')],
  ['an agent', by('Copilot', 'copilot-swe-agent[bot]', '198982749+Copilot@users.noreply.github.com')],
  ['an agent that a machine signs for', by('Copilot', 'root', 'root@localhost')],
  ['a bot that has set up nothing', by(null, 'tidy[bot]', 'root@localhost')],
  ['nothing known', { ...ada(), author: null, commits: [] }],
  ['a commit without a signature', { ...by(null, '', ''), author: null }],
  ['an account that is gone', by('ghost', '', '')],
  ['an account that has set up nothing', by('mirela-k', 'root', 'root@localhost')],
])('%s is no one who has set up nothing', (_, nameless) => {
  expect(isAda(nameless)).toBe(false)
})

test('all that the nameless one wrote is nameless', () => {
  const root = by(null, 'root', 'root@localhost')
  const agent = commit('agent', 2, 'Mend', { authorName: 'Claude', authorEmail: 'noreply@anthropic.com' })
  const merge = commit('merge', 3, 'Merge branch main', { authorName: '', authorEmail: '', parents: 2 })
  expect(isAda({ ...root, commits: [...root.commits, merge] })).toBe(true)
  expect(isAda({ ...root, commits: [...root.commits, agent] })).toBe(false)
})

test('two who have set up nothing are two', () => {
  expect(findNobody(by(null, 'root', 'root@localhost'), by(null, 'me', 'me@example.com'))).toBeNull()
})
