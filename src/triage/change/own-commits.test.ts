import { expect, test } from 'vitest'
import type { RevisionCommit } from '../../domain/revision.ts'
import { commit } from '../../testing/case.ts'
import { findOwnCommits } from './own-commits.ts'

const others = [commit('ada', 1, 'One'), commit('bela', 2, 'Two'), commit('cato', 3, 'Three')]
const mine = commit('Mirela Kovacs', 9, 'Mend the gate', {
  authorEmail: '7+mirela-k@users.noreply.github.com',
})

function find(
  commits: RevisionCommit[],
  author: string | null = 'mirela-k',
  lastCommitter: string | null = null,
) {
  const own = findOwnCommits({ number: 120, author, commits }, lastCommitter)
  return own?.map((sha) => commits.find((one) => one.sha === sha)!.message.split('\n', 1)[0]) ?? null
}

test('the own commits of a roll-up are those of its opener, under every name that their commits tie together', () => {
  const atWork = commit('Mirela Kovács', 10, 'Oil it', { authorEmail: 'mk@work.example' })
  expect(find([...others, mine, atWork])).toEqual(['Mend the gate', 'Oil it'])
  expect(find(others)).toEqual([])
})

test('what is no roll-up has no own part', () => {
  expect(find([mine])).toBeNull()
  expect(find([...others.slice(0, 1), mine])).toBeNull()
})

test('what was merged or picked from elsewhere is not its own, no matter who committed it', () => {
  const by = (minute: number, message: string, parents = 1) => ({
    ...commit('x', minute, message),
    ...named,
    parents,
  })
  const { authorName, authorEmail } = mine
  const named = { authorName, authorEmail }
  const brought = [
    by(20, 'Mend the door (#88)'),
    by(21, 'Merge pull request #91 from ada/door'),
    by(22, 'minor #92 Mend the step (ada)'),
    by(23, 'Mend the roof\n\n(cherry picked from commit 0123456789abcdef0123456789abcdef01234567)'),
    by(24, 'Merge branch main', 2),
  ]
  expect(find([...brought, mine, by(25, 'Mend it well (#120)')])).toEqual([
    'Mend the gate',
    'Mend it well (#120)',
  ])
})

test('where no commit is by the opener, the committer of the head has put it together', () => {
  const mail = commit('Mirela Kovacs', 9, 'Mend the gate', { authorEmail: 'mk@work.example' })
  expect(find([...others, mail], 'release-team', 'mk@work.example')).toEqual(['Mend the gate'])
  expect(find([...others, mail], null, 'mk@work.example')).toEqual(['Mend the gate'])
  expect(find([...others, mail], 'release-team')).toEqual([])
  // An opener who has commits in it goes before the last to push.
  expect(find([...others, mine], 'mirela-k', 'ada@people.example')).toEqual(['Mend the gate'])
})

test("an agent's commit belongs to those whom it names, all of them", () => {
  const by = (minute: number, ...people: string[]) =>
    commit('Claude', minute, `Agent ${minute}\n\n${people.map((one) => `Co-authored-by: ${one}`).join('\n')}`)
  const me = 'Mirela Kovacs <7+mirela-k@users.noreply.github.com>'
  expect(find([...others, by(30, me), by(31, me, 'Ada <ada@people.example>'), by(32)])).toEqual(['Agent 30'])
})

test('a branch that is worked on for long is not compared by it', () => {
  const many = Array.from({ length: 51 }, (_, at) => ({ ...mine, sha: `${at}`.padStart(40, '0') }))
  expect(find([...others, ...many.slice(1)])).toHaveLength(50)
  expect(find([...others, ...many])).toBeNull()
})

test('an unknown person is not the one who put it together', () => {
  const unknown = commit('root', 40, 'Tidy up', { authorEmail: '' })
  const withUnknown = commit(
    'Claude',
    41,
    'Paint\n\nCo-authored-by: Mirela Kovacs <7+mirela-k@users.noreply.github.com>\nCo-authored-by: root <>',
  )
  expect(find([...others, mine, unknown, withUnknown])).toEqual(['Mend the gate'])
  // Nor is it the opener: the last to push has put it together.
  expect(find([...others, unknown], 'release-team', 'ada@people.example')).toEqual(['One'])
})

test('names are tied together over several commits, in any order', () => {
  const by = (minute: number, name: string, authorEmail: string) =>
    commit(name, minute, `At ${minute}`, { authorEmail })
  const chain = [
    by(53, 'M. Kovacs', 'm.kovacs@home.example'),
    by(52, 'M. Kovacs', 'kovacs.mirela@work.example'),
    by(51, 'Mirela Kovacs', 'kovacs.mirela@work.example'),
  ]
  expect(find([...others, ...chain, mine])).toEqual(['At 53', 'At 52', 'At 51', 'Mend the gate'])
})
