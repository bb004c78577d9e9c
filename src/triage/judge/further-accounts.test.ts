import { expect, test } from 'vitest'
import type { Revision, RevisionCommit } from '../../domain/revision.ts'
import { commit } from '../../testing/case.ts'
import { sampleRevision } from '../../testing/revisions.ts'
import { findAskedAgain, findFurtherAccount } from './further-accounts.ts'

const made = (author: string, commits: RevisionCommit[], facts: Partial<Revision> = {}) =>
  sampleRevision(12, {}, { author, repository: 'acme/yard', commits, ...facts })
const merge = (message: string, authorName: string, authorEmail: string) =>
  commit('merge', 5, message, { authorName, authorEmail, parents: 2 })
const own = commit('Mirela Kovacs', 1, 'Sound the horn')
const mirela = made('mirela.kovacs@people.example', [own])

/** Whether what is made of these is Mirela's, asked both ways. */
const isHers = (revision: Revision, areKnown = false) => {
  const found = findFurtherAccount(revision, mirela, areKnown) !== null
  expect(findFurtherAccount(mirela, revision, areKnown) !== null).toBe(found)
  return found
}

const hornist = commit('hornist', 1, 'Horn', { authorName: 'horn-ist', authorEmail: 'hi@horns.example' })
const merged = (name: string, address: string) =>
  made('hi@horns.example', [hornist, merge("Merge branch 'main' into horn", name, address)])

test('who signs a merge on the pages of GitHub by the name of the account has that name', () => {
  expect(isHers(merged('Mirela Kovacs', '12+horn-ist@users.noreply.github.com'))).toBe(true)
  expect(isHers(merged('Mirela Kovacs', 'hi@horns.example'))).toBe(true)
  // A maintainer who brings the branch up to date.
  expect(isHers(merged('Mirela Kovacs', '12+mirelak@users.noreply.github.com'))).toBe(false)
})

const pulled = (subject: string) =>
  made('hi@horns.example', [hornist, merge(subject, 'Horn Ist', 'hi@horns.example')])
const fork = 'of https://github.com/Mirela-Kovacs/yard'

test.each([
  [`Merge branch 'horn' ${fork} into horn`, true],
  [`Merge branch 'main' ${fork}`, true],
  ["Merge branch 'horn' of github.com:mirela-kovacs/yard.git into horn\n\n# Conflicts", true],
  // Another's branch.
  [`Merge branch 'horn' ${fork}`, false],
  [`Merge branch 'horn' ${fork} into main`, false],
  [`Merge branch 'main' ${fork} into horn`, false],
  ["Merge branch 'horn' of https://github.com/acme/yard into horn", false],
  ["Merge branch 'horn' of https://github.com/github/yard into horn", false],
])('%s: %s', (subject, isOne) => {
  expect(isHers(pulled(subject))).toBe(isOne)
})

test.each([
  ["Merge branch 'acme:main' into horn", true],
  ["Merge branch 'Acme:release/1.2' into main", true],
  // A maintainer who brings the pull request up to date.
  ["Merge branch 'main' into horn", false],
  // Another fork's branch.
  ["Merge branch 'bela:main' into horn", false],
  ["Merge branch 'acme:main'", false],
])('who brings a fork up to date on its page owns it: %s', (subject, isOne) => {
  const account = merge(subject, 'Mirela Kovacs', '12+mirelak@users.noreply.github.com')
  expect(isHers(made('hi@horns.example', [hornist, account]), false)).toBe(isOne)
  expect(isHers(made('hi@horns.example', [hornist, { ...account, parents: 1 }]))).toBe(false)
  // Where GitHub has said who opened both, the fork may be one of several people.
  expect(isHers(made('hi@horns.example', [hornist, account]), true)).toBe(false)
})

test('the repository itself, and a commit that is no merge, tell of no fork', () => {
  const of = made('hi@horns.example', [
    hornist,
    merge(`Merge branch 'horn' ${fork} into horn`, 'Horn Ist', 'hi@horns.example'),
  ])
  expect(isHers({ ...of, repository: 'mirela-kovacs/yard' })).toBe(false)
  expect(isHers({ ...of, commits: of.commits.map((one) => ({ ...one, parents: 1 })) })).toBe(false)
})

const naming = 'Co-authored-by: Mirela Kovacs <12+mkovacs@users.noreply.github.com>'
const steps = (author: string, subjects: string[], words = '') =>
  made(author === 'Mirela Kovacs' ? 'mirela.kovacs@people.example' : author, [
    ...subjects.map((subject, nth) => ({
      ...commit(author, nth, `${subject}${words}`),
      ...(author === 'Mirela Kovacs' && { zone: '+0100' }),
    })),
    merge("Merge branch 'main' into horn", author, 'x@horns.example'),
  ])
const asked = (hers: string[], theirs: string[], words = `\n\n${naming}`) => {
  const [one, other] = [steps('Mirela Kovacs', hers), steps('horn-foundry', theirs, words)]
  const found = findAskedAgain(one, other)
  expect(findAskedAgain(other, one)).toBe(found)
  return found !== null
}

test('an account whose commits are called as a person’s, and name that one, does the same again for them', () => {
  expect(asked(['reproduction', 'fix #12'], ['Reproduction', 'Fix #12', 'tests'])).toBe(true)
  expect(asked(['draft', 'Sound the deep horn'], ['draft', 'Sound the deep horn'])).toBe(true)
})

test('one step, or steps that say nothing, are what two strangers call so too', () => {
  expect(asked(['fix #12'], ['fix #12'])).toBe(false)
  expect(asked(['fix #12', 'tests'], ['fix #12', 'polish'])).toBe(false)
  expect(asked(['fix', 'tests'], ['fix', 'tests'])).toBe(false)
  expect(asked(['fix #12', 'fix #12'], ['fix #12', 'fix #12'])).toBe(false)
})

test('who is not named, or somebody else, asked for nothing', () => {
  expect(asked(['reproduction', 'fix #12'], ['reproduction', 'fix #12'], '')).toBe(false)
  const others = naming.replace('Mirela Kovacs', 'Ada Ironwood').replace('mkovacs', 'ada-ironwood')
  expect(asked(['reproduction', 'fix #12'], ['reproduction', 'fix #12'], `\n\n${others}`)).toBe(false)
})

test('where no commit tells a clock nobody is taken for a machine', () => {
  const [one, other] = [
    steps('Mirela Kovacs', ['draft', 'fix #12']),
    steps('horn-foundry', ['draft', 'fix #12'], `\n\n${naming}`),
  ]
  expect(findAskedAgain(one, other)).not.toBeNull()
  const untold = { ...one, commits: one.commits.map(({ zone: _, ...rest }) => rest) }
  expect(findAskedAgain(untold, other)).toBeNull()
})

test('who carries on another’s commits by hand has a clock, or commits that name nobody', () => {
  const [first, second, merged] = steps('Rosa Vale', ['draft', 'fix #12'], `\n\n${naming}`).commits
  const mirelas = steps('Mirela Kovacs', ['draft', 'fix #12'])
  const carried = (...commits: RevisionCommit[]) =>
    findAskedAgain(mirelas, made('rosa.vale@people.example', [...commits, merged!]))
  expect(carried(first!, second!)).not.toBeNull()
  expect(carried({ ...first!, zone: '+0100' }, second!)).toBeNull()
  expect(carried(first!, second!, commit('Rosa Vale', 9, 'Revert'))).toBeNull()
})
