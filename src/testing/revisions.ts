import type { Revision } from '../domain/revision.ts'

/**
 * What a test says of a pull request; the rest is filled in. Changes are given by file: old and new lines of one place.
 */
export interface SampleChange {
  /** Old lines around and at the place of the change; those that begin with "-" go, those with "+" come. */
  [path: string]: string[]
}

const someTime = Date.UTC(2026, 0, 1)

/** A revision made of hunks written by hand, for tests of the decision. */
export function sampleRevision(
  number: number,
  changes: SampleChange,
  facts: Partial<Revision> & { startLine?: number } = {},
): Revision {
  const { startLine = 100, ...rest } = facts
  return {
    number,
    headSha: String(number).padStart(40, '0'),
    baseSha: null,
    baseRef: 'main',
    title: `Change ${Object.keys(changes)
      .map((path) => path.split('/').pop())
      .join(' and ')}`,
    body: '',
    author: `author-${number}`,
    createdAt: new Date(someTime + number * 3_600_000).toISOString(),
    commits: [
      {
        sha: `c${number}`.padStart(40, '0'),
        message: rest.title ?? `Commit of ${number}`,
        authoredAt: new Date(someTime).toISOString(),
      },
    ],
    patch: Object.entries(changes)
      .map(([path, lines]) => samplePatch(path, lines, startLine))
      .join(''),
    ...rest,
  }
}

export function samplePatch(path: string, lines: readonly string[], startLine: number): string {
  const old = lines.filter((line) => !line.startsWith('+')).length
  const fresh = lines.filter((line) => !line.startsWith('-')).length
  return [
    `diff --git a/${path} b/${path}`,
    'index 1111111..2222222 100644',
    `--- a/${path}`,
    `+++ b/${path}`,
    `@@ -${startLine},${old} +${startLine},${fresh} @@`,
    ...lines,
    '',
  ].join('\n')
}

const words =
  'amber basil cedar delta ember fjord gamma hazel ivory jolly karma lemon maple noble ocean pearl quartz raven sable tulip umber velvet willow xenon yonder zephyr'.split(
    ' ',
  )

/** The same number gives the same word; neighbours differ. */
export function sampleWord(seed: number): string {
  const first = words[seed % words.length]!
  const second = words[Math.floor(seed / words.length) % words.length]!
  return `${first}${second[0]!.toUpperCase()}${second.slice(1)}${Math.floor(seed / words.length ** 2) || ''}`
}

/** Lines of code that no one else writes, told apart by `seed`. */
export function sampleLines(seed: number, count: number, mark: ' ' | '+' | '-'): string[] {
  return Array.from(
    { length: count },
    (_, at) =>
      `${mark}  const ${sampleWord(seed * 37 + at * 3)} = ${sampleWord(seed * 53 + at * 5 + 1)}(${sampleWord(seed * 71 + at * 7 + 2)})`,
  )
}

/** Pull requests that have nothing to do with each other: a background against which what is rare is rare. */
export function sampleStrangers(count: number, from = 1_000): Revision[] {
  return Array.from({ length: count }, (_, at) =>
    sampleRevision(from + at, {
      [`src/${sampleWord(at * 11)}/${sampleWord(at * 13 + 5)}.ts`]: [
        ...sampleLines(from + at * 3, 3, ' '),
        ...sampleLines(from + at * 3 + 1, 2, '-'),
        ...sampleLines(from + at * 3 + 2, 4, '+'),
      ],
    }),
  )
}
