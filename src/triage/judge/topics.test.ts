import { expect, test } from 'vitest'
import { commit } from '../../testing/case.ts'
import { sampleRevision } from '../../testing/revisions.ts'
import { hashText } from '../candidates/hash.ts'
import { commitKey } from '../change/people.ts'
import { readSide } from './side.ts'
import { agreeOnOwn, findAgreements, foreignCommits, speaksOfElse } from './topics.ts'

const hash = (one: ReturnType<typeof commit>) => hashText(commitKey(one), 0)
const side = (
  number: number,
  messages: string[],
  facts: { title?: string; createdAtGuessed?: boolean } = {},
) => {
  const commits = messages.map((message, at) => commit('ada', number * 10 + at, message))
  const read = readSide(sampleRevision(number, {}, { title: 'x', createdAtGuessed: true, commits, ...facts }))
  return { read, hashes: commits.map(hash) }
}
const agreements = (a: ReturnType<typeof side>, b: ReturnType<typeof side>) => findAgreements(a.read, b.read)

test('commits agree by the issue that they close, or by their words', () => {
  const a = side(1, ['Warm the kettle, fixes #7', 'Paint the wooden gate'])
  const b = side(2, ['Another kettle\n\nCloses #7', 'The gate gets paint', 'Wood for the winter'])
  expect(agreements(a, b)).toEqual([
    [a.hashes[0], b.hashes[0]],
    [a.hashes[1], b.hashes[1]],
  ])
  // One word of three is chance; the only word is not.
  expect(agreements(side(1, ['Paint the wooden gate', 'x']), side(2, ['The gate opens inwards']))).toEqual([])
  expect(agreements(side(1, ['Gate', 'x']), side(2, ['The gate opens inwards']))).toHaveLength(1)
})

test('where neither has several commits there is nothing to tell', () => {
  expect(agreements(side(1, ['Paint the gate']), side(2, ['Warm the kettle']))).toBeNull()
})

test('a title of one’s own counts as a commit; one that a mirror made does not', () => {
  const b = side(2, ['Paint the gate', 'x'])
  const titled = { title: 'Paint for the gate', createdAtGuessed: false }
  expect(agreements(side(1, ['wip'], titled), b)).toEqual([[0, b.hashes[0]]])
  expect(agreements(side(1, ['wip'], { title: 'Paint for the gate' }), b)).toEqual([])
})

test('only commits count that both are about', () => {
  expect(agreeOnOwn([[1, 2]], [1], [2, 3])).toBe(true)
  expect(agreeOnOwn([[1, 2]], [4], [2, 3])).toBe(false)
  expect(agreeOnOwn([[1, 2]], [1], [3])).toBe(false)
  expect(agreeOnOwn([[0, 2]], [1], [2])).toBe(true)
  expect(agreeOnOwn([], [1], [2])).toBe(false)
})

test('what a machine’s account has committed is no one else’s work', () => {
  const root = { authorEmail: 'root@build-7' }
  const commits = [commit('root', 1, 'Add a parser', root), commit('root', 2, 'Parse ports (#12)', root)]
  expect([...foreignCommits(readSide(sampleRevision(1, {}, { title: 'x', commits })))]).toEqual([])
})

test('subjects speak of something else where they share no telling word, and one changes more files', () => {
  const change = (number: number, messages: string[], files: string[], author = 'ada') =>
    readSide(
      sampleRevision(
        number,
        Object.fromEntries(files.map((file) => [file, ['+let kettle = Kettle::new(3);']])),
        {
          title: messages[0]!,
          createdAtGuessed: true,
          commits: messages.map((message, at) => commit(author, number * 10 + at, message)),
        },
      ),
    )
  const small = change(1, ['Warm the kettle before tea'], ['src/kettle.rs'])
  const more = ['src/kettle.rs', 'src/gate.rs']
  expect(speaksOfElse(small, change(2, ['Paint a wooden fence', 'latest fixes'], more))).toBe(true)
  expect(speaksOfElse(change(2, ['Paint a wooden fence', 'latest fixes'], more), small)).toBe(true)
  expect(speaksOfElse(small, change(2, ['Paint a wooden fence'], ['src/kettle.rs']))).toBe(false)
  // One word of three, or two of many: it may be meant.
  expect(speaksOfElse(small, change(2, ['Paint a fence', 'Kettle and spout'], more))).toBe(false)
  expect(
    speaksOfElse(small, change(2, ['Paint fence, wall, gate, roof and kettle: warm colours here'], more)),
  ).toBe(false)
  // Without a word nobody can tell, and a program that raises packages names each by itself.
  expect(speaksOfElse(small, change(2, ['…'], more))).toBe(false)
  expect(speaksOfElse(small, change(2, ['Paint a wooden fence'], more, 'dependabot[bot]'))).toBe(false)
})
