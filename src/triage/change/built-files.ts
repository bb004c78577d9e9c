import type { ChangedFile } from './patch.ts'
import { baseName } from './paths.ts'

/** Scripts and styles are put together from several files into one that is committed beside them. */
const bundled = /\.(?:js|mjs|cjs|css)$/i
/** A shorter line may stand anywhere by chance. */
const shortestLine = 8
/** Lines of the sources: so few may be the same import in two files. A file above them is where builds are put. */
const leastLines = 5
const leastLinesAbove = 2
/** A build brings what went in since the last one, or it has no more than one source. */
const mostOften = 2

/**
 * The file of a change that was put together from others of it: the longest, where it has all lines that the others of
 * its language add, and more. Null where there is none.
 * @param files those that are taken for code.
 */
export function findBuiltFile(files: readonly ChangedFile[]): ChangedFile | null {
  const scripts = files.filter(({ path, hunks }) => hunks !== null && bundled.test(path))
  if (scripts.length < 2) return null
  const counted = scripts.map((file) => ({ file, added: countAdded(file) }))
  const longest = counted.reduce((most, one) => (one.added > most.added ? one : most))
  const sources = counted.filter(
    (one) => one !== longest && one.added > 0 && isOneLanguage(one.file, longest.file),
  )
  const total = sources.reduce((sum, { added }) => sum + added, 0)
  if (total === 0 || longest.added < mostOften * total) return null
  const wanted = new Set(sources.flatMap(({ file }) => [...addedLines(file)]))
  const least = sources.every(({ file }) => isAbove(longest.file, file)) ? leastLinesAbove : leastLines
  if (wanted.size < least) return null
  for (const line of addedLines(longest.file)) wanted.delete(line)
  return wanted.size === 0 ? longest.file : null
}

const isOneLanguage = (one: ChangedFile, other: ChangedFile) => isStyle(one) === isStyle(other)
const isStyle = ({ path }: ChangedFile) => /\.css$/i.test(path)

function countAdded({ hunks }: ChangedFile): number {
  let count = 0
  for (const { lines } of hunks!) for (const line of lines) if (line[0] === '+') count++
  return count
}

function* addedLines({ hunks }: ChangedFile): Generator<string> {
  for (const { lines } of hunks!)
    for (const line of lines) {
      if (line[0] !== '+') continue
      const text = line.slice(1).trim()
      if (text.length >= shortestLine) yield text
    }
}

/** Whether a file lies in a folder above the other one's. */
function isAbove({ path }: ChangedFile, below: ChangedFile): boolean {
  const folder = path.slice(0, path.length - baseName(path).length)
  return below.path.startsWith(folder) && below.path.slice(folder.length).includes('/')
}
