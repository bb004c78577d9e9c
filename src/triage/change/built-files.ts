import { codeAt, codes } from './code-at.ts'
import type { ChangedFile } from './patch.ts'
import { baseName } from './paths.ts'

/** Scripts and styles are put together from several files into one that is committed beside them. */
const bundled = /\.(?:js|mjs|cjs|css)$/i
/** A shorter line may stand anywhere by chance. */
const shortestLine = 8
/** What stands at the top of many files alike. */
const preamble =
  /^(?:['"]use strict|import\b|export\b.{0,200}\bfrom\b|(?:const|let|var)\b.{0,200}\brequire\()/
/** Lines of the sources, of which fewer may be alike in two files that were written. */
const leastLines = 5
/** A build brings what went in since the last one, or it has no more than one source. */
const mostOften = 2
/** Where builds are put. */
const buildFolder = /(?:^|\/)(?:dist|build|built|out|output|compiled|bundles?)\//i

/**
 * The files of a change that were put together from others of it: of scripts and of styles the longest, where it has
 * all lines that the others add, and more, and stands above them, in a folder for builds, or has several sources.
 * @param files those that are taken for code.
 */
export function findBuiltFiles(files: readonly ChangedFile[]): ChangedFile[] {
  const texts = files.filter(({ path, hunks }) => hunks !== null && bundled.test(path))
  return [true, false].flatMap((styles) => findBuilt(texts.filter((file) => isStyle(file) === styles)) ?? [])
}

/** @param files of one language. */
function findBuilt(files: readonly ChangedFile[]): ChangedFile | null {
  if (files.length < 2) return null
  const counted = files.map((file) => ({ file, added: countAdded(file) }))
  const longest = counted.reduce((most, one) => (one.added > most.added ? one : most))
  const sources = counted.filter((one) => one !== longest && one.added > 0)
  const total = sources.reduce((sum, { added }) => sum + added, 0)
  if (total === 0 || longest.added < mostOften * total) return null
  const isPut =
    buildFolder.test(longest.file.path) || sources.every(({ file }) => isAbove(longest.file, file))
  if (!isPut && sources.length < 2) return null
  const wanted = new Set(sources.flatMap(({ file }) => [...addedLines(file)]))
  if (wanted.size < leastLines) return null
  for (const line of addedLines(longest.file)) wanted.delete(line)
  return wanted.size === 0 ? longest.file : null
}

const isStyle = ({ path }: ChangedFile) => /\.css$/i.test(path)

function countAdded({ hunks }: ChangedFile): number {
  let count = 0
  for (const { lines } of hunks!) for (const line of lines) if (codeAt(line, 0) === codes.plus) count++
  return count
}

function* addedLines({ hunks }: ChangedFile): Generator<string> {
  for (const { lines } of hunks!)
    for (const line of lines) {
      if (codeAt(line, 0) !== codes.plus) continue
      const text = line.slice(1).trim()
      if (text.length >= shortestLine && !preamble.test(text)) yield text
    }
}

/** Whether a file lies in a folder above the other one's. */
function isAbove({ path }: ChangedFile, below: ChangedFile): boolean {
  const folder = path.slice(0, path.length - baseName(path).length)
  return below.path.startsWith(folder) && below.path.slice(folder.length).includes('/')
}
