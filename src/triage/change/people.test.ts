import { expect, test } from 'vitest'
import { commit, pull } from '../../testing/case.ts'
import {
  broughtFrom,
  commitKey,
  isMerge,
  isNoPerson,
  isRaisedByBot,
  isRollUp,
  isUnset,
  makersOf,
  openerOf,
  peopleOf,
  personOf,
} from './people.ts'

const by = (...commits: ReturnType<typeof commit>[]) =>
  pull(101, 'mirela-k', 'Widen the gate', { 'src/gate.ts': ['+wide'] }, { author: null, commits })

test('one person under two addresses, or with and without an accent, is one', () => {
  const one = peopleOf(
    by(commit('Zsófia Jónás', 1, 'a', { authorEmail: '7+zjonas@users.noreply.github.com' })),
  )
  const other = peopleOf(by(commit('Zsofia Jonas', 2, 'b', { authorEmail: 'zsofia@work.example' })))
  expect(one.filter((key) => other.includes(key))).toEqual(['name zsofia jonas'])
})

test('an agent is no person: in its place stands the person it names', () => {
  const message = 'Widen\n\nCo-authored-by: Mirela Kovacs <mirela@people.example>'
  expect(peopleOf(by(commit('Claude', 1, message)))).toContain('name mirela kovacs')
  const trailer = message.split('\n').at(-1)!
  expect(peopleOf(by(commit('Claude', 1, trailer)))).toContain('name mirela kovacs')
  expect(peopleOf(by(commit('Cursor Agent', 1, 'Widen', { authorEmail: 'cursoragent@cursor.com' })))).toEqual(
    [],
  )
  expect(peopleOf(by(commit('OpenClaw Agent', 1, 'Widen')))).toEqual([])
})

test('who puts another address where a name should be is known by that address', () => {
  expect(personOf('rsekar89@mail.example.com', 'r.sekar@work.example.com')).toEqual(['rsekar', 'rsekar89'])
  expect(personOf('you@example.com', 'r.sekar@work.example.com')).toEqual(['rsekar'])
})

test('what a program tidied up behind a person takes none of a pull request from that person', () => {
  const tidied = commit('pre-commit-ci-lite[bot]', 2, 'Apply automatic fixes')
  expect(makersOf(by(commit('Ada Byron', 1, 'a'), tidied))).toContain('name ada byron')
  // What a program has begun is not of who adds a commit to it.
  const raised = commit('dependabot[bot]', 1, 'Bump oars')
  expect(makersOf(by(raised, commit('Ada Byron', 2, 'b')))).toEqual([])
})

test('a workflow that signs with a name at its own address is whom it is called by, and no agent', () => {
  const workflow = '7+github-actions[bot]@users.noreply.github.com'
  expect(personOf('mirelak', workflow)).toEqual(['name mirelak'])
  expect(makersOf(by(commit('mirelak', 1, 'a', { authorEmail: workflow })))).toEqual(['name mirelak'])
  for (const name of ['github-actions[bot]', 'GitHub Actions', 'Release Bot', 'runner', 'autofix', '', null])
    expect(personOf(name, workflow)).toEqual([])
  // Others' addresses are an agent's, whatever name stands there.
  expect(personOf('mirelak', 'noreply@anthropic.com')).toEqual([])
  expect(openerOf({ author: workflow })).toEqual([])
})

test('a commit of nobody is by who alone signs it off', () => {
  const root = { authorEmail: 'root@robin8.example' }
  const signed = (...people: string[]) =>
    peopleOf(
      by(commit('root', 1, ['Widen', '', ...people.map((one) => `Signed-off-by: ${one}`)].join('\n'), root)),
    )
  expect(signed('Ada Byron <ada.byron@people.example>')).toEqual(['adabyron', 'name ada byron'])
  expect(signed('root <root@robin8.example>', 'Ada Byron <ada.byron@people.example>')).toContain(
    'name ada byron',
  )
  expect(
    signed('Ada Byron <ada.byron@people.example>', 'Ada Byron <byron@work.example>').slice(0, 1),
  ).toEqual(['adabyron'])
  expect(signed()).toEqual([])
  // Two are one who wrote it and one who took it in, and a program signs for anyone.
  expect(signed('Ada Byron <ada@people.example>', 'Bela Nagy <bela@people.example>')).toEqual([])
  expect(signed('tide-bot <tide-bot@tide.example>')).toEqual([])
  expect(signed('Claude <noreply@anthropic.com>')).toEqual([])
  // Who is known has written it, whoever signs it off.
  const known = commit('Cato Major', 1, 'Widen\n\nSigned-off-by: Ada Byron <ada.byron@people.example>')
  expect(peopleOf(by(known))).not.toContain('name ada byron')
  // Read as far as a message is.
  const far = (before: number) =>
    peopleOf(
      by(commit('root', 1, `${'x'.repeat(before)}\nSigned-off-by: Ada Byron <a@people.example>`, root)),
    )
  expect(far(7_900)).toContain('name ada byron')
  expect(far(8_000)).toEqual([])
})

test('whom an agent names is read as far as a message is, and no farther', () => {
  const named = (before: number) =>
    peopleOf(
      by(commit('Claude', 1, `${'x'.repeat(before)}\nCo-authored-by: Mirela Kovacs <mirela@people.example>`)),
    )
  expect(named(7_900)).toContain('name mirela kovacs')
  expect(named(8_000)).toEqual([])
})

test('a tidying bot, a merge and a name that many have are no person', () => {
  for (const one of [
    commit('pre-commit-ci[bot]', 1, 'fmt'),
    commit(' pre-commit-ci ', 1, 'fmt'),
    commit('Mirela Kovacs', 1, 'Merge branch main', { parents: 2 }),
    commit('root', 1, 'x', { authorEmail: 'root@localhost' }),
    commit('Test User', 1, 'x', { authorEmail: 'test@example.com' }),
    commit('Your Name', 1, 'x', { authorEmail: 'you@example.com' }),
  ])
    expect(peopleOf(by(one)).filter((key) => key.startsWith('name'))).toEqual([])
})

test('a person who tidies up in a branch has not made it', () => {
  const both = by(commit('Ada Byron', 1, 'a'), commit('Ada Byron', 2, 'b'), commit('Warden Smith', 3, 'fmt'))
  expect(makersOf(both)).toContain('name ada byron')
  expect(makersOf(both)).not.toContain('name warden smith')
})

test('a head with the commits of three people, or with three merged pull requests, is a roll-up', () => {
  const three = ['Ada Byron', 'Bela Nagy', 'Cato Major']
  expect(isRollUp(by(...three.map((name, at) => commit(name, at, 'x'))))).toBe(true)
  // Of a single file of production they are people who polish one change; of none, a list to which each adds.
  expect(
    [0, 1, 2].map((files) => isRollUp(by(...three.map((name, at) => commit(name, at, 'x'))), files)),
  ).toEqual([true, false, true])
  expect(isRollUp(by(...[11, 12, 13].map((n) => commit('Ada Byron', n, `Take over (#${n})`))), 1)).toBe(true)
  expect(
    isRollUp(by(...[11, 12, 13].map((n) => commit('Ada Byron', n, 'One step for one issue (#11)')))),
  ).toBe(false)
})

test('a head of merges alone is a roll-up: what it brings was written elsewhere', () => {
  const merge = commit('Ada Byron', 1, "Merge branch '5.5.x' into 6.0.x", { parents: 2 })
  expect(isRollUp(by(merge))).toBe(true)
  expect(isRollUp(by(merge, commit('Bela Nagy', 2, 'Merge', { parents: 2 })))).toBe(true)
  // A branch that takes its base in has work of its own beside the merge.
  expect(isRollUp(by(merge, commit('Ada Byron', 2, 'Parse ports')))).toBe(false)
  expect(isRollUp(by())).toBe(false)
})

const letters = 'abcdefghijklmnopqrstuvwxyz'
const nameOf = (at: number) => `Person ${letters[at % 26]}${letters[Math.floor(at / 26)]}x`

test.each([
  ['Ada', null],
  ['Adair', 'name adair'],
  ['Li Wu', 'name li wu'],
  ['  Ada   BYRON King ', 'name ada byron king'],
  ['Ubuntu', null],
  ['Your Name', null],
  ['John Doe', null],
  ['John Doering', 'name john doering'],
  ['', null],
  [null, null],
  ['Claude', null],
  ['dependabot', 'name dependabot'],
])('the name %j has the key %j', (name, key) => {
  expect(personOf(name, null)).toEqual(key === null ? [] : [key])
})

test('a person is a name and an address, each once, and an agent by either is no person', () => {
  expect(personOf('Ada Byron', 'ada.byron@people.example')).toEqual(['adabyron', 'name ada byron'])
  expect(personOf('Ada Byron', 'noreply@anthropic.com')).toEqual([])
  expect(personOf(`${' '.repeat(50)}Claude`, null)).toEqual([])
  expect(personOf(null, null)).toEqual([])
})

test('its opener is one of its people; an agent, or an unknown opener, is not', () => {
  const opened = (author: string | null) => openerOf({ author })
  expect(opened('mirela-k')).toEqual(['mirelak'])
  for (const author of [null, 'copilot-swe-agent[bot]', 'ghost']) expect(opened(author)).toEqual([])
  const revision = { ...by(commit('Ada Byron', 1, 'a')), author: 'mirela-k' }
  expect(peopleOf(revision)).toEqual(['adabyron', 'mirelak', 'name ada byron'])
})

test('sixty keys of people are kept, the first ones in order', () => {
  const many = by(...Array.from({ length: 40 }, (_, at) => commit(nameOf(at), at, 'x')))
  const all = Array.from({ length: 40 }, (_, at) => [
    `person${letters[at % 26]}${letters[Math.floor(at / 26)]}x`,
    `name ${nameOf(at).toLowerCase()}`,
  ])
  expect(peopleOf(many)).toEqual(all.flat().sort().slice(0, 60))
})

test.each([
  [[2, 'Widen the gate'], true],
  [[1, 'Merge branch main'], false],
  [[undefined, 'Merge branch main'], true],
  [[undefined, 'Widen the gate'], false],
  [[0, 'Merge branch main'], false],
] as const)('a commit with %j is a merge: %s', ([parents, message], merge) => {
  const one = { ...commit('Ada Byron', 1, message), parents }
  expect(isMerge(one as never)).toBe(merge)
})

test('the author of more than half of the commits has made it, beside its opener', () => {
  const three = (...names: string[]) => by(...names.map((name, at) => commit(name, at, 'x')))
  const makers = (...names: string[]) => makersOf(three(...names)).filter((key) => key.startsWith('name'))
  expect(makers('Ada Byron', 'Bela Nagy')).toEqual([])
  expect(makers('Ada Byron', 'Bela Nagy', 'Ada Byron')).toEqual(['name ada byron'])
  expect(makers('Ada Byron', 'Bela Nagy', 'Ada Byron', 'Bela Nagy')).toEqual([])
  expect(makersOf({ ...three('Ada Byron'), author: 'mirela-k' })).toEqual([
    'adabyron',
    'mirelak',
    'name ada byron',
  ])
  // A merge is no one's work and counts for nothing.
  const merged = by(
    commit('Ada Byron', 1, 'x'),
    commit('Bela Nagy', 2, 'Merge', { parents: 2 }),
    commit('Bela Nagy', 3, 'Merge', { parents: 2 }),
  )
  expect(makersOf(merged)).toContain('name ada byron')
  expect(makersOf(merged)).not.toContain('name bela nagy')
  // One commit of two who wrote it together counts once for each.
  const together = commit(
    'Claude',
    1,
    'x\n\nCo-authored-by: Ada Byron <a@people.example>\nCo-authored-by: Ada Byron <b@people.example>',
  )
  expect(makersOf(by(together, commit('Bela Nagy', 2, 'y'), commit('Cato Major', 3, 'z')))).toEqual([])
})

test('two that share a name or an address are one of the three who make a roll-up', () => {
  const one = (name: string, authorEmail: string, minute: number) =>
    commit(name, minute, 'x', { authorEmail })
  const two = [one('Ada Byron', 'ada@people.example', 1), one('Bela Nagy', 'bela@people.example', 2)]
  expect(isRollUp(by(...two))).toBe(false)
  expect(isRollUp(by(...two, one('Ada Byron', 'byron@work.example', 3)))).toBe(false)
  expect(isRollUp(by(...two, one('A. Byron', 'byron@work.example', 3)))).toBe(true)
  // A person who comes again takes no one's place.
  expect(isRollUp(by(...two, one('Ada Byron', 'byron@work.example', 3), commit('Cato Major', 4, 'x')))).toBe(
    true,
  )
  // A third name that ties the first two of one person together.
  const tied = [one('A. Byron', 'byron@work.example', 3), ...two, one('Ada Byron', 'byron@work.example', 4)]
  expect(isRollUp(by(...tied))).toBe(false)
  // Merges and the commits of unknown authors count for no one.
  expect(isRollUp(by(...two, commit('Cato Major', 5, 'Merge', { parents: 2 })))).toBe(false)
  expect(isRollUp(by(...two, one('root', '', 6), one('root', '', 7)))).toBe(false)
})

test('three that say where they come from make a roll-up, two do not', () => {
  const saying = (...messages: string[]) =>
    isRollUp(by(...messages.map((message, at) => commit('Ada Byron', at, message))))
  expect(saying('a (#11)', 'b (#12)')).toBe(false)
  expect(saying('a (#11)', 'minor #12 b', 'Merge pull request #13 from ada/c')).toBe(true)
  expect(saying('a (#11)', 'b (#12)', 'c of #13')).toBe(false)
  const merge = { ...commit('Ada Byron', 9, 'c (#13)'), parents: 2 }
  expect(isRollUp(by(commit('Ada Byron', 1, 'a (#11)'), commit('Ada Byron', 2, 'b (#12)'), merge))).toBe(
    false,
  )
})

test.each([
  ['Widen the gate (#12)', '12'],
  ['Widen the gate (#12) \n\nbody', '12'],
  ['Widen (#12) the gate', null],
  ['Widen the gate\n\n(#12)', null],
  ['Merge PR #7', '7'],
  ['security #8 Lock the gate', '8'],
  ['Lock security #8', null],
  ['x\n\n(cherry picked from commit 0123456)', '(cherry picked from commit 0123456)'],
  ['x\n\nas said (cherry picked from commit 0123456)', null],
  ['(cherry picked from commit 0123456)', '(cherry picked from commit 0123456)'],
  [`${'x'.repeat(8_000)}\n(cherry picked from commit 0123456)`, null],
  [`${'x'.repeat(294)}(#123)`, '123'],
  [`${'x'.repeat(296)}(#123)`, null],
])('%j brings %j', (message, from) => {
  expect(broughtFrom(commit('Ada Byron', 1, message))).toBe(from)
})

test('a commit is known by its date and subject, and by its id where it has no date', () => {
  const one = commit('Ada Byron', 1, '  Widen the gate \n\nbody')
  expect(commitKey(one)).toBe('2026-01-01T12:01:00.000Z Widen the gate')
  expect(commitKey({ ...one, message: 'Widen the gate\nother' })).toBe(commitKey(one))
  expect(commitKey({ ...one, message: 'x'.repeat(300) })).toBe(`${one.authoredAt} ${'x'.repeat(200)}`)
  for (const authoredAt of ['', '1970-01-01T00:00:00.000Z', 'yesterday'])
    expect(commitKey({ ...one, authoredAt })).toBe(one.sha)
})

test('who commits from one address under two names, or by one name from two addresses, is one person', () => {
  const keys = (facts: Parameters<typeof commit>[3]) => peopleOf(by(commit('Mirela Kovacs', 1, 'a', facts)))
  expect(keys({ committerName: 'mikolock', committerEmail: 'Mirela.Kovacs@people.example' })).toEqual([
    'mirelakovacs',
    'name mikolock',
    'name mirela kovacs',
  ])
  expect(keys({ committerName: 'Mirela Kovacs', committerEmail: 'mikolock@home.example' })).toEqual([
    'mikolock',
    'mirelakovacs',
    'name mirela kovacs',
  ])
})

test('one word is a name of its own where an account is called so', () => {
  const keys = (authorEmail: string, committerEmail: string) =>
    peopleOf(
      by(
        commit('x', 1, 'a', {
          authorName: 'mikolock',
          authorEmail,
          committerName: 'mikolock',
          committerEmail,
        }),
      ),
    )
  expect(keys('mikolock@lock.example', 'm.kovacs@home.example')).toContain('mkovacs')
  expect(keys('m.kovacs@home.example', 'mikolock@lock.example')).toContain('mikolock')
  expect(keys('m.kovacs@home.example', 'kovacs.m@lock.example')).not.toContain('kovacsm')
})

test('an address or a name that many have makes no one person of two', () => {
  const keys = (authorName: string, authorEmail: string, committerName: string, committerEmail: string) =>
    peopleOf(by(commit('x', 1, 'a', { authorName, authorEmail, committerName, committerEmail })))
  expect(keys('Mirela Kovacs', 'dev@build', 'Bela Nagy', 'dev@build')).toEqual(['name mirela kovacs'])
  expect(keys('Mirela Kovacs', 'office@lock.example', 'Bela Nagy', 'office@lock.example')).not.toContain(
    'name bela nagy',
  )
  expect(keys('root', 'mirela.k@lock.example', 'root', 'bela.n@lock.example')).toEqual(['mirelak'])
  expect(keys('John', 'mirela.k@lock.example', 'John', 'bela.n@lock.example')).toEqual(['mirelak'])
})

test('nothing was set up where neither the name nor the address is of anyone, and a program is not asked', () => {
  const unset = (authorName: string | null, authorEmail: string | null) =>
    isUnset(commit('x', 1, 'a', { authorName, authorEmail }))
  expect(unset('root', 'root@build-7')).toBe(true)
  expect(unset('Your Name', 'you@example.com')).toBe(true)
  expect(unset('root', 'mirela.k@lock.example')).toBe(false)
  expect(unset('Mirela Kovacs', 'you@example.com')).toBe(false)
  expect(unset('Claude', 'noreply@anthropic.com')).toBe(false)
  expect(unset('renovate', 'root@build-7')).toBe(false)
  // An agent of a name too short for a person's.
  expect(unset('amp', 'root@build-7')).toBe(false)
  expect(unset('Bo', 'root@build-7')).toBe(true)
  expect(unset('Bo', null)).toBe(false)
  expect(unset('Root', null)).toBe(true)
  expect(unset(' root ', null)).toBe(true)
  expect(unset(null, null)).toBe(false)
})

const signed = (authorName: string, authorEmail: string, committerName: string, committerEmail: string) =>
  commit('x', 1, 'a', { authorName, authorEmail, committerName, committerEmail })

test.each([
  // A first name in both is two people's as often as one's.
  ['Alexander', 'a.petrov@lock.example', 'Alexander', 'akowalski@boats.example', 'akowalski'],
  // Programs that have whoever asked for their address, or their name.
  ['Mirela Kovacs', 'mirela.k@lock.example', 'Renovate Bot', 'mirela.k@lock.example', 'name renovate bot'],
  ['Mirela Kovacs', 'mirela.k@lock.example', 'CI of Lock', 'mirela.k@lock.example', 'name ci of lock'],
  ['Mirela Kovacs', 'mirela.k@lock.example', 'lock-release', 'mirela.k@lock.example', 'name lock release'],
  [
    'Mirela Kovacs',
    'mirela.k@lock.example',
    'Lock Merge Queue',
    'mirela.k@lock.example',
    'name lock merge queue',
  ],
  [
    'Mirela Kovacs',
    'mirela.k@lock.example',
    'pre-commit-ci[bot]',
    'mirela.k@lock.example',
    'name pre commit ci bot',
  ],
  ['Mirela Kovacs', 'mirela.k@lock.example', 'Mirela Kovacs', 'merge-bot@lock.example', 'mergebot'],
  ['Mirela Kovacs', 'mirela.k@lock.example', 'Mirela Kovacs', '9+lock-ci@users.noreply.github.com', 'lockci'],
  // GitHub's own button, and a server of one's own.
  ['Mirela Kovacs', 'mirela.k@lock.example', 'GitHub', 'mirela.k@lock.example', 'name github'],
  ['Mirela Kovacs', 'mirela.k@lock.example', 'web-flow', 'mirela.k@lock.example', 'name web flow'],
  // A maintainer who applies, rebases or picks it.
  ['Mirela Kovacs', 'mirela.k@lock.example', 'Warden Smith', 'warden@boats.example', 'name warden smith'],
])('%s <%s>, committed by %s <%s>, is not known by %j', (name, address, other, otherAddress, key) => {
  expect(peopleOf(by(signed(name, address, other, otherAddress)))).not.toContain(key)
})

test('who commits for two authors, by the address or the name of each, is neither of them', () => {
  const applied = [
    signed('Mirela Kovacs', 'mirela.k@lock.example', 'Warden Smith', 'mirela.k@lock.example'),
    signed('Bela Nagy', 'bela.n@boats.example', 'Warden Smith', 'bela.n@boats.example'),
  ]
  expect(peopleOf(by(applied[0]!))).toContain('name warden smith')
  expect(peopleOf(by(...applied))).toEqual(['belan', 'mirelak', 'name bela nagy', 'name mirela kovacs'])
  expect(makersOf(by(...applied, applied[0]!))).toEqual(['mirelak', 'name mirela kovacs'])
  // They stay the three who make a roll-up.
  const third = signed('Cato Major', 'cato.m@sea.example', 'Warden Smith', 'cato.m@sea.example')
  expect(isRollUp(by(...applied, third))).toBe(true)
  // Her own name, which her address tells too, is no other's.
  const twice = [
    signed('Mirela Kovacs', 'mirela.k@lock.example', 'mikolock', 'mirela.k@lock.example'),
    signed('Mirela K.', 'mirela.k@lock.example', 'mikolock', 'mirela.k@lock.example'),
  ]
  expect(peopleOf(by(...twice))).toContain('name mikolock')
})

test.each([
  ['Claude', 'mirela.k@lock.example', true],
  ['Mirela Kovacs', 'noreply@anthropic.com', true],
  [' Root ', 'mirela.k@lock.example', true],
  ['Mirela Kovacs', 'you@example.com', false],
])('%j with %j is no person: %j', (name, address, none) => {
  expect(isNoPerson(name, address)).toBe(none)
})

test.each([
  ['dependabot[bot]', true],
  [' renovate-bot ', true],
  ['Mirela of dependabot', false],
  [null, false],
])('%j raises packages: %j', (authorName, raises) => {
  expect(isRaisedByBot({ authorName })).toBe(raises)
})

/** Whether one who writes under a name and commits under another is told to be one person, either way round. */
const isOne = (name: string, address: string, committer: string, at: string) => {
  const found = [signed(name, address, committer, at), signed(committer, at, name, address)].map((one) => {
    const keys = peopleOf(by(one))
    const theirs = peopleOf(by({ ...one, authorName: one.committerName!, authorEmail: one.committerEmail! }))
    return theirs.every((key) => keys.includes(key))
  })
  expect(found[0]).toBe(found[1])
  return found[0]
}

test.each([
  ['Moscardo', 'x@home.example', 'Hano Moscardo', 'h.m@boats.example'],
  ['hmoscardo', 'x@home.example', 'Hano Reyes Moscardo', 'h.r@boats.example'],
  ['mreyes moscardo', 'x@home.example', 'Hano Reyes Moscardo', 'h.r@boats.example'],
  ['Hano Moscardo', 'x@home.example', 'hm', 'moscardo.hano@boats.example'],
  ['moscardo', 'x@home.example', 'hm', 'moscardohano@boats.example'],
])('%s <%s> who commits as %s <%s> has signed with a part of the name', (...names) => {
  expect(isOne(...names)).toBe(true)
})

test.each([
  ['Ada Moscardo', 'x@home.example', 'Hano Moscardo', 'h.m@boats.example'],
  ['Hanos', 'x@home.example', 'Hanos Moscardo', 'h.m@boats.example'],
  ['Moscardo', 'h.m@home.example', 'Moscardo', 'x@boats.example'],
  ['Ada Moscardo', 'x@home.example', 'hm', 'moscardo@boats.example'],
  ['Moscardo', 'x@home.example', 'Hanomoscardos Reyes', 'h.r@boats.example'],
])('%s <%s> and %s <%s> may be two', (...names) => {
  expect(isOne(...names)).toBe(false)
})

test('an umlaut is written out or left out, and what stands in brackets behind a name is none of it', () => {
  const keys = (name: string) =>
    peopleOf(by(commit('x', 1, 'a', { authorName: name, authorEmail: 'x@y.example' })))
  expect(keys('Jörg Muggler')).toEqual(expect.arrayContaining(['name jorg muggler', 'name joerg muggler']))
  expect(keys('Joerg Muggler')).toContain('name joerg muggler')
  expect(keys('Muggler Joerg (muggle-AI)')).toContain('name muggler joerg')
})
