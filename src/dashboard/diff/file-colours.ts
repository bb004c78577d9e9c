import type { AlignedFile, AlignedLine, AlignedRow } from '../../domain/alignment.ts'
import type { ReadColours, Span } from './kinds.ts'
import { findLanguage } from './languages.ts'
import { lineText } from './line-text.ts'
import { findOpenStart } from './open-start.ts'
import type { FileColours } from './paint.ts'
import { doInSlices } from './slices.ts'

/** What is longer was made by a machine, and has nothing to gain from colours. */
const longestLine = 1_000
const mostRows = 2_000
/**
 * What a file's parser may take, in milliseconds. Measured: the first 2,000 lines of code that a page reads take 120 to
 * 260, and several times that on a slow or busy machine; a text that was made to be hard takes over 20,000.
 */
const budgetMs = 2_000
/** A step takes microseconds. What is above this was another program's turn, and is not held against the file. */
const longestStepMs = 16

/** Reads the colours of a file in slices, after its language has come. @returns null where there are none to be had. */
export async function readFileColours(file: AlignedFile): Promise<FileColours | null> {
  const load = findLanguage(file.path)
  if (load === null || file.rows.length + file.more > mostRows) return null
  const read = await load()
  let found: FileColours | null = null
  const sides = function* () {
    return { a: yield* readSide(file, 'a', read), b: yield* readSide(file, 'b', read) }
  }
  const pieces = function* () {
    found = yield* readWithin(sides())
  }
  await doInSlices(pieces(), { urgent: true }).done
  return found
}

/** Gives up on what takes more time than it is worth. */
function* readWithin(sides: Generator<void, FileColours>): Generator<void, FileColours | null> {
  for (let spent = 0; spent < budgetMs; ) {
    const began = performance.now()
    const { done, value } = sides.next()
    if (done) return value
    spent += Math.min(performance.now() - began, longestStepMs)
    yield
  }
  return null
}

/**
 * Each hunk as the file was before, and as it is afterwards: a removed line opens no comment for the added one below
 * it.
 */
function* readSide(
  { path, rows }: AlignedFile,
  side: 'a' | 'b',
  read: ReadColours,
): Generator<void, Span[][]> {
  const found: Span[][] = rows.map(() => [])
  for (const hunk of hunksOf(rows, side))
    for (const other of ['-', '+'] as const) {
      const part = hunk.filter(({ line }) => line.sign === ' ' || line.sign === other)
      // Where nothing is removed, there is nothing to see of what was before.
      if (!part.some(({ line }) => line.sign === other) && other === '-') continue
      const lines = part.map(({ line }) => (line.text.length < longestLine ? lineText(line) : ''))
      const above = findOpenStart(path, lines)
      const colours = yield* read(above === '' ? lines : [above, ...lines])
      const first = above === '' ? 0 : 1
      for (const [at, { index }] of part.entries()) found[index] = colours[at + first] ?? []
    }
  return found
}

function hunksOf(rows: readonly AlignedRow[], side: 'a' | 'b') {
  const hunks: { line: AlignedLine; index: number }[][] = []
  for (const [index, row] of rows.entries()) {
    if (row.gap || index === 0) hunks.push([])
    const line = row[side]
    if (line !== null) hunks.at(-1)!.push({ line, index })
  }
  return hunks
}
