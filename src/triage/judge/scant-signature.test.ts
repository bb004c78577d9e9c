import { expect, test } from 'vitest'
import type { Revision } from '../../domain/revision.ts'
import { commit } from '../../testing/case.ts'
import { sampleRevision } from '../../testing/revisions.ts'
import { findBareName, findFirstName, findNobody, findSameMachine } from './scant-signature.ts'

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

/** Whether two are one by a short first name, asked both ways. */
const areOne = (mine: Revision, theirs: Revision, writeTheSame = false) => {
  const found = findFirstName(mine, theirs, writeTheSame) !== null
  expect(findFirstName(theirs, mine, writeTheSame) !== null).toBe(found)
  return found
}
const signed = (name: string, address: string, days = 0) => by(address, name, address, days)

test('a short first name before both addresses is one person, who says the same within a week', () => {
  const will = signed('Will', 'will.barker@mail.example')
  expect(areOne(will, signed('will', 'will@oak.example', 7))).toBe(true)
  expect(areOne(will, signed('will', 'will@oak.example', 8))).toBe(false)
  expect(areOne(will, signed('will', 'will@oak.example', 8), true)).toBe(true)
  expect(areOne(will, signed('will', 'barker@oak.example'))).toBe(false)
  expect(areOne(will, signed('bill', 'will@oak.example'))).toBe(false)
})

test('another name that begins with it is another name', () => {
  const willow = signed('Will', 'willow@mail.example')
  expect(areOne(signed('Will', 'will@oak.example'), willow)).toBe(false)
  // Of two that write the same one address may run on ("timbrewer").
  expect(areOne(signed('Will', 'will@oak.example'), willow, true)).toBe(true)
  expect(areOne(signed('Will', 'william@oak.example'), willow, true)).toBe(false)
})

test('two known accounts with one first name are two, where less than all is the same', () => {
  const john = (author: string, address: string) => by(author, 'John', address)
  const [smith, doe] = ['john.smith@mail.example', 'john@oak.example'] as const
  expect(areOne(john('jsmith1', smith), john('doejohn', doe))).toBe(false)
  expect(areOne(john('jsmith1', smith), john('doejohn', doe), true)).toBe(true)
  expect(areOne(john('jsmith1', smith), john(doe, doe))).toBe(true)
  expect(areOne(john('john@users.noreply.github.com', smith), john('doejohn', doe))).toBe(false)
})

test('a first name is told by its length, by the address that begins with it, and by being somebody', () => {
  const find = (name: string, mine: string, theirs: string) =>
    findFirstName(by(mine, name, mine), by(theirs, name, theirs), true)
  expect(find('will', 'will@brass.example', 'will.barker@home.example')).toBe('will.barker@home.example')
  expect(find(' Will ', 'Will@brass.example', 'WILL.barker@home.example')).toBe('will.barker@home.example')
  expect(find('alexander', 'alexander@brass.example', 'alexander.b@home.example')).toBeNull()
  expect(find('will', 'wb@brass.example', 'barker@home.example')).toBeNull()
  expect(find('root', 'root@brass.example', 'root@home.example')).toBeNull()
})

const machine = (name: string, address: string, days = 0) => by(address, name, address, days)
const isSame = (one: Revision, other: Revision) => {
  const found = findSameMachine(one, other)
  expect(findSameMachine(other, one)).toBe(found)
  return found
}

test("what one machine has signed as nobody is the same person's, as author or committer", () => {
  const root = machine('root', 'root@Yardbox.(none)')
  expect(isSame(root, machine('root', 'root@yardbox.(none)', 7))).toBe('root@yardbox.(none)')
  expect(isSame(root, machine('root', 'root@yardbox.(none)', 8))).toBeNull()
  const known = ada()
  const committed = known.commits.map((one) => ({
    ...one,
    committerName: 'root',
    committerEmail: 'root@yardbox.(none)',
  }))
  expect(isSame(root, { ...known, commits: committed })).toBe('root@yardbox.(none)')
  expect(isSame(root, { ...known, commits: committed.map((one) => ({ ...one, parents: 2 })) })).toBeNull()
  expect(isSame(root, known)).toBeNull()
})

test.each([
  ['a machine that all have', 'root', 'root@localhost.localdomain'],
  ['a name from a list', 'root', 'root@ip-10-0-0-7.internal'],
  ['no machine', 'root', 'root@(none)'],
  ['a short name', 'root', 'root@box'],
  ['a tutorial', 'Your Name', 'you@yardbox.example'],
  ['a person of that machine', 'Ada Ironwood', 'root@yardbox.(none)'],
])('%s tells nothing', (_, name, address) => {
  expect(isSame(machine(name, address), machine(name, address, 1))).toBeNull()
})

test('a first name alone on a machine without a domain is who signs by the whole name within a week', () => {
  const find = (bare: Revision, whole = ada()) => {
    const found = findBareName(bare, whole)
    expect(findBareName(whole, bare)).toBe(found)
    return found
  }
  for (const host of ['lab0.home.arpa', 'desk', 'desk.local'])
    expect(find(signed('Ada', `ada@${host}`, 7))).toBe('name ada ironwood')
  expect(find(signed('ada', 'ada@desk', 8))).toBeNull()
  expect(find(signed('ada', 'ada@forge.example.org'))).toBeNull()
  expect(find(signed('ada', 'smith@desk'))).toBeNull()
  expect(find(signed('adam', 'adam@desk'))).toBeNull()
  expect(find(signed('root', 'root@desk'), by('r@a.org', 'Root Ironwood', 'r@a.org'))).toBeNull()
  const another = signed('bela', 'bela@desk').commits
  const alone = signed('ada', 'ada@desk')
  expect(find({ ...alone, commits: [...alone.commits, ...another] })).toBeNull()
  // Two accounts of GitHub's are two people's.
  expect(find(by('ada9', 'ada', 'ada@desk'), by('adairon', 'Ada Ironwood', 'ada@brass.example'))).toBeNull()
})
