import { expect, test } from 'vitest'
import { commit } from '../../testing/case.ts'
import { type SampleChange, sampleRevision } from '../../testing/revisions.ts'
import { jaccard, sharedLines } from './bags.ts'
import { pathsOf, readSide, sharedInFile, symbolsOf } from './side.ts'

const side = (change: SampleChange, facts: Parameters<typeof sampleRevision>[2] = {}) =>
  readSide(sampleRevision(7, change, facts))
const bag = (lines: string) => {
  const counts = new Map<string, number>()
  for (const line of lines.split(' ').filter((one) => one !== ''))
    counts.set(line, (counts.get(line) ?? 0) + 1)
  return counts
}

test('a side has the lines of what decides, white space folded, and how often each stands', () => {
  const one = side({
    'src/a.ts': [' kept  line', '-gone', '+ new\tline ', '+new line', '+', '+}'],
    'test/a.ts': ['+expected'],
  })
  expect([...one.added]).toEqual([
    ['new line', 2],
    ['}', 1],
  ])
  expect([...one.removed]).toEqual([['gone', 1]])
  expect([...one.before]).toEqual(['kept line', 'gone'])
  expect(one.revision.patch).toBe('')
  expect([pathsOf(one, 'production'), pathsOf(one, 'test'), pathsOf(one, 'docs')]).toEqual([
    ['src/a.ts'],
    ['test/a.ts'],
    [],
  ])
})

test('a place reaches from the first changed line to the last, context aside', () => {
  const places = (lines: string[]) =>
    side({ 'src/a.ts': lines }, { startLine: 10 }).places.map(({ from, to, old }) => [from, to, old])
  expect(places([' a', ' b', '-c', '+d', ' e', '-f', ' g'])).toEqual([
    [12, 14, ['a', 'b', 'c', 'e', 'f', 'g']],
  ])
  expect(places([' a', '+b', ' c'])).toEqual([[11, 11, ['a', 'c']]])
  expect(places(['-a', ' b', '+c'])).toEqual([[10, 12, ['a', 'b']]])
  expect(places([' a', '- ', '-', ' b'])).toEqual([[11, 12, ['a', 'b']]])
})

test('twenty thousand lines are compared, and four hundred hunks', () => {
  const added = (count: number) => Array.from({ length: count }, (_, at) => `+line ${at}`)
  expect(side({ 'src/a.ts': added(20_000) }).added.size).toBe(20_000)
  const cut = side({ 'src/a.ts': added(20_001), 'src/b.ts': ['+more'] })
  expect(cut.added.size).toBe(20_000)
  expect(cut.added.has('line 20000') || cut.added.has('more')).toBe(false)
  const hunks = (count: number) =>
    readSide({
      ...sampleRevision(7, {}),
      patch: `diff --git a/src/a.ts b/src/a.ts\n${Array.from({ length: count }, (_, at) => `@@ -${at * 9},0 +${at * 9} @@\n+line\n`).join('')}`,
    })
  expect([hunks(400).places.length, hunks(401).places.length]).toEqual([400, 400])
  expect(hunks(401).added.get('line')).toBe(401)
})

test('in one file the same lines are counted that both add, or both remove, and say something', () => {
  const [a, b] = [
    side({ 'src/a.ts': ['+one', '+two', '+}', '-three', '-four', '+five'], 'src/b.ts': ['+one'] }),
    side({ 'src/a.ts': ['+two', '+one', '+}', '-four', '-five', '+three'], 'src/c.ts': ['+one'] }),
  ]
  expect(sharedInFile(a, b, 'src/a.ts')).toBe(3)
  expect(sharedInFile(b, a, 'src/a.ts')).toBe(3)
  expect([
    sharedInFile(a, b, 'src/b.ts'),
    sharedInFile(a, b, 'src/c.ts'),
    sharedInFile(a, b, 'src/d.ts'),
  ]).toEqual([0, 0, 0])
  const many = (from: number) =>
    side({ 'src/a.ts': Array.from({ length: 60 }, (_, at) => `+line ${from + at}`) })
  expect(sharedInFile(many(0), many(20), 'src/a.ts')).toBe(40)
})

test('shared lines come in order of their words, then of their text, and say something', () => {
  const a = bag('b a } c_d x')
  expect(sharedLines(a, bag('x a } b')).lines).toEqual(['a', 'b', 'x'])
  const lines = (...all: string[]) => new Map(all.map((line) => [line, 1]))
  const some = ['one two', 'z', 'three four five', '}', 'a b']
  const [one, other] = [lines(...some), lines(...some.toReversed(), 'more')]
  const sorted = ['three four five', 'a b', 'one two', 'z']
  for (const most of [0, 1, 2, 3, 4, 5, undefined])
    expect(sharedLines(one, other, most)).toEqual({ count: 4, lines: sorted.slice(0, most) })
})

test.each([
  ['a b', 'a b', 1],
  ['a b', 'b c', 1 / 3],
  ['a a b', 'a c c', 1 / 5],
  ['a', 'b', 0],
  ['', 'a', null],
  ['a', '', null],
  ['', '', null],
])('of %j and %j as bags %d is in common', (one, other, share) => {
  expect(jaccard(bag(one), bag(other))).toBe(share)
  expect(jaccard(bag(other), bag(one))).toBe(share)
})

test('names that a change defines are found in the first four hundred characters of a line', () => {
  const name = (at: number) => `+${' '.repeat(at)}let part = 1`
  expect([
    ...symbolsOf(
      side({ 'src/a.ts': ['+export async function open(x) {', '+func (s *Sail) x()', '+class Gate'] }),
    ),
  ]).toEqual(['open', 's', 'Gate'])
  const padded = (length: number) => `+x${'x'.repeat(length - 'let part'.length - 2)} let part`
  expect([...symbolsOf(side({ 'src/a.ts': [padded(400)] }))]).toEqual(['part'])
  expect([...symbolsOf(side({ 'src/a.ts': [padded(403)] }))]).toEqual(['p'])
  expect([...symbolsOf(side({ 'src/a.ts': [name(500)] }))]).toEqual(['part'])
})

test('merges are no commits of a side', () => {
  const commits = [commit('ada', 1, 'One'), commit('ada', 2, 'Merge branch main', { parents: 2 })]
  expect([...side({}, { commits }).commits.values()].map(({ message }) => message)).toEqual(['One'])
})

test('each thing that a side keeps is counted: two bytes a character, 120 for an entry, 64 for what is remembered of a line', () => {
  const bytes = (change: SampleChange, facts: Parameters<typeof sampleRevision>[2] = {}) => {
    const one = side(change, facts)
    return one.bytes - one.signature.words.byteLength
  }
  const base = { 'src/a.ts': ['+one'] }
  const plain = bytes(base)
  expect(bytes(base, { body: 'x'.repeat(100) }) - plain).toBe(200)
  const commits = (message: string) =>
    [commit('ada', 1, 'One'), commit('ada', 2, message)].slice(0, message === '' ? 1 : 2)
  expect(bytes(base, { commits: commits('xyz') }) - bytes(base, { commits: commits('') })).toBe(3 * 2 + 120)
  const own = [
    { sha: 'a', patch: 'x'.repeat(50) },
    { sha: 'b', patch: 'y' },
  ]
  expect(bytes(base, { own }) - plain).toBe(51 * 2)
  // A new line: its text once, a hash of it, that it is kept, and what comparing remembers of it.
  expect(bytes({ 'src/a.ts': ['+one', '+four'] }) - plain).toBe(4 * 2 + 120 + 64 + 8 + 4)
  // The same line again, and one of brackets, whose text alone is new.
  expect(bytes({ 'src/a.ts': ['+one', '+one'] }) - plain).toBe(8)
  expect(bytes({ 'src/a.ts': ['+one', '+}'] }) - plain).toBe(1 * 2 + 120 + 64 + 8)
})

test('a change that is longer than what is read of it says so', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, at) => `+line ${at}`)
  expect(side({ 'src/a.ts': lines(20_000) })).toMatchObject({ isCut: false, added: { size: 20_000 } })
  expect(side({ 'src/a.ts': lines(20_001) })).toMatchObject({ isCut: true, added: { size: 20_000 } })
})
