import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChangedFile } from '../change/patch.ts'
import { baseName } from '../change/paths.ts'
import { splitWord, tokenize } from '../change/tokens.ts'
import { channelNames, termsPerChannel } from '../weights.ts'
import { hashText } from './hash.ts'
import { readChange } from './read-change.ts'
import { TermBags } from './term-bags.ts'

const index = (name: string) => (channelNames as readonly string[]).indexOf(name)

/** Counts as they are defined, text by text. */
function defineTerms() {
  const counts = channelNames.map(() => new Map<number, number>())
  const addHash = (channel: string, hash: number, times = 1) => {
    const bag = counts[index(channel)]!
    bag.set(hash >>> 8, (bag.get(hash >>> 8) ?? 0) + times)
  }
  return {
    addHash,
    add: (channel: string, text: string, times = 1) =>
      addHash(channel, hashText(text, index(channel) + 1), times),
    pack: () =>
      counts.map((bag) =>
        [...bag]
          .sort((a, b) => a[0] - b[0])
          .slice(0, termsPerChannel)
          .map(([term, times]) => ((term << 8) | Math.min(times, 255)) >>> 0),
      ),
  }
}

/** What a change of production files and tests says, as it is defined. */
function define(files: readonly { file: ChangedFile; channel: 'production' | 'test' }[]) {
  const terms = defineTerms()
  const net = new Map<string, number>()
  const identity: string[] = []
  for (const { file, channel } of files)
    for (const line of file.hunks![0]!.lines) {
      const sign = line[0]
      if (channel === 'test') {
        if (sign === ' ') continue
        for (const word of tokenize(line.slice(1))) {
          if (sign === '+') terms.add('testTokens', word)
          for (const part of splitWord(word))
            terms.addHash('supportWords', hashText(part, index('subWords') + 1))
        }
        continue
      }
      const content = line.slice(1).trim()
      const place = `${baseName(file.oldPath)}:${content}`
      if (sign !== '+' && content.length >= 4) terms.add('location', place)
      if (sign === ' ' || content === '') continue
      for (const word of tokenize(content)) {
        net.set(word, (net.get(word) ?? 0) + (sign === '+' ? 1 : -1))
        for (const part of splitWord(word)) terms.add('subWords', part)
      }
      identity.push(`${file.path}\t${sign}${content.replace(/\s+/g, '')}`)
      if (content.length < 4) continue
      if (sign === '+') terms.addHash('addedLines', hashText(place, index('location') + 1))
      else terms.add('removedLines', content.replace(/\s+/g, ' '))
    }
  for (const { file, channel } of files) {
    if (channel === 'test') continue
    terms.add('paths', file.path)
    for (const part of splitWord(file.path.replace(/[/.]/g, '_')))
      terms.addHash('pathWords', hashText(part, index('subWords') + 1))
  }
  for (const [word, count] of net)
    if (count !== 0) terms.add(count > 0 ? 'addedTokens' : 'removedTokens', word, Math.abs(count))
  const text = identity.join('\n')
  return {
    terms: terms.pack(),
    patchId: text.length < 24 ? [0, 0] : [hashText(text, 98), hashText(text, 99)],
  }
}

const blanks = [...' \t\v\f\r\u00a0\u1680\u2000\u200a\u200b\u2027\u2028\u2029\u202f\u205f\u2060\u3000\ufeff']
const line = fc
  .tuple(
    fc.constantFrom('+', '-', ' '),
    fc.array(fc.oneof(fc.constantFrom(...blanks, 'a', 'fooBar', 'x_1', 'é', '7', '}', '日本'), fc.string())),
  )
  .map(([sign, pieces]) => sign + pieces.join('').replaceAll('\n', '').slice(0, 300))
const file = fc
  .record({
    channel: fc.constantFrom('production' as const, 'test' as const),
    path: fc.constantFrom('src/a.ts', 'lib/fooBar.ts', 'x'),
    lines: fc.array(line, { maxLength: 30 }),
  })
  .map(({ channel, path, lines }) => ({
    channel,
    file: {
      path,
      oldPath: path,
      status: 'modified',
      oldMode: null,
      newMode: null,
      binary: false,
      newId: null,
      oldId: null,
      hunks: [{ oldStart: 1, oldLines: 1, newStart: 1, newLines: 1, section: '', lines }],
    } satisfies ChangedFile,
  }))

test('the terms of a change are those that its lines have one by one', () => {
  fc.assert(
    fc.property(fc.array(file, { maxLength: 4 }), (files) => {
      const bags = new TermBags()
      const { patchId } = readChange({ deciding: 'production', files }, bags)
      const { terms, patchId: defined } = define(files)
      expect(bags.pack().map((packed) => [...packed])).toEqual(terms)
      expect(patchId).toEqual(defined)
    }),
    { numRuns: 200 },
  )
})

test('of very many terms the smallest are kept, each with all that was counted', () => {
  const bags = new TermBags()
  const terms = defineTerms()
  for (let at = 0; at < 40_000; at++) {
    const term = `word ${(at * 7) % 9_000}`
    bags.add('subWords', term, 1 + (at % 3))
    terms.add('subWords', term, 1 + (at % 3))
  }
  expect(bags.pack().map((packed) => [...packed])).toEqual(terms.pack())
})
