import type { FileStatus } from '../../domain/alignment.ts'
import { hashText } from '../candidates/hash.ts'
import { codeAt, codes } from './code-at.ts'
import { detach } from './detach.ts'
import { ignoreLineEndings } from './line-endings.ts'
import { forgetLockLines } from './lock-files.ts'

export interface Hunk {
  oldStart: number
  oldLines: number
  newStart: number
  newLines: number
  /** What git shows behind the header: the line that opens the enclosing function or chapter; "" when there is none. */
  section: string
  /** Content lines with their first character: blank (context), "-" (removed) or "+" (added). */
  lines: string[]
}

export interface ChangedFile {
  path: string
  /** Before a rename or copy; else the same as `path`. */
  oldPath: string
  status: FileStatus
  /**
   * As git writes them ("100644", "120000" for a symbolic link, "160000" for a submodule); null when not said or on a
   * side that is not there.
   */
  oldMode: string | null
  newMode: string | null
  binary: boolean
  /** git's whole id of the content afterwards; null when it is not said or there is none. */
  newId: string | null
  /** The same of the content before. */
  oldId: string | null
  /** Null when the content is unknown: binary, left out because of its size, or a lock file's beside other files. */
  hunks: Hunk[] | null
}

/** A longer line is data, not code that a person wrote; what follows is cut. Characters. */
const longestLine = 2_000

/**
 * Parses a whole diff of git's. A hunk's header says how many lines it has, and exactly so many are its content, no
 * matter what they look like: a removed line "-- x" is written "--- x", and is no header. What is no diff at all gives
 * no files. Linear in the length of the text.
 */
export function parsePatch(text: string): ChangedFile[] {
  const files: ChangedFile[] = []
  const reader = new LineReader(text)
  let file: ChangedFile | null = null
  for (let line = reader.next(); line !== null; line = reader.next()) {
    if (line.startsWith('diff --git ')) {
      file = startFile(line)
      files.push(file)
    } else if (file !== null && line.startsWith('@@ -')) {
      const hunks = readHunk(line, reader)
      if (hunks === null) continue
      file.hunks ??= []
      file.hunks.push(...hunks)
    } else if (file !== null) readHeader(file, line)
  }
  return forgetLockLines(files.map(settle))
}

/**
 * The longest that Linux opens. Only an object that was made by hand has a longer one, and every pattern for paths
 * meets this one. Characters.
 */
const longestPath = 4_096
const keptOfEach = 2_000

/**
 * A path too long for any checkout keeps its beginning, its end and a name for all of it, so that two of them differ.
 */
function keepPath(path: string): string {
  if (path.length <= longestPath) return detach(path)
  const [beginning, end] = [path.slice(0, keptOfEach), path.slice(-keptOfEach)]
  return `${beginning}…${hashText(path, 0).toString(16)}…${end}`.toWellFormed()
}

/**
 * A file without hunks whose header names no content (a mode change, a pure rename, an empty file) is known to be
 * empty.
 */
function settle(file: ChangedFile & { index?: string }): ChangedFile {
  const { index, ...rest } = file
  // These are kept by many when the patch is gone.
  rest.path = keepPath(rest.path)
  rest.oldPath = keepPath(rest.oldPath)
  rest.oldId = rest.oldId === null ? null : detach(rest.oldId)
  rest.newId = rest.newId === null ? null : detach(rest.newId)
  const emptyBlob = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'
  const unchanged = index === undefined || index.includes(emptyBlob)
  if (rest.hunks === null && !rest.binary && unchanged) rest.hunks = []
  return rest
}

function startFile(line: string): ChangedFile {
  const [oldPath, path] = splitGitHeader(line.slice('diff --git '.length))
  return {
    path,
    oldPath,
    status: 'modified',
    oldMode: null,
    newMode: null,
    binary: false,
    newId: null,
    oldId: null,
    hunks: null,
  }
}

/**
 * "a/x b/x", each quoted if need be. Unquoted names with blanks are ambiguous, and equal unless a later header says
 * otherwise.
 */
function splitGitHeader(text: string): [string, string] {
  if (text.startsWith('"')) {
    const end = closingQuote(text)
    return [stripPrefix(unquote(text.slice(0, end + 1))), stripPrefix(unquote(text.slice(end + 2)))]
  }
  const quoted = text.indexOf(' "')
  if (quoted !== -1 && text.endsWith('"'))
    return [stripPrefix(text.slice(0, quoted)), stripPrefix(unquote(text.slice(quoted + 1)))]
  const middle = (text.length - 1) / 2
  if (Number.isInteger(middle) && text[middle] === ' ' && text.slice(2, middle) === text.slice(middle + 3))
    return [text.slice(2, middle), text.slice(2, middle)]
  const split = text.indexOf(' b/')
  return split === -1
    ? [stripPrefix(text), stripPrefix(text)]
    : [stripPrefix(text.slice(0, split)), stripPrefix(text.slice(split + 1))]
}

function readHeader(file: ChangedFile & { index?: string }, line: string): void {
  const after = (prefix: string) => unquote(line.slice(prefix.length))
  if (line.startsWith('new file mode ')) {
    file.status = 'added'
    file.newMode = after('new file mode ')
  } else if (line.startsWith('deleted file mode ')) {
    file.status = 'deleted'
    file.oldMode = after('deleted file mode ')
  } else if (line.startsWith('rename from ')) file.oldPath = after('rename from ')
  else if (line.startsWith('rename to ')) {
    file.path = after('rename to ')
    file.status = 'renamed'
  } else if (line.startsWith('copy from ')) file.oldPath = after('copy from ')
  else if (line.startsWith('copy to ')) {
    file.path = after('copy to ')
    file.status = 'copied'
  } else if (line.startsWith('index ')) {
    file.index = line
    const ids = /^index ([0-9a-f]{40}|[0-9a-f]{64})\.\.([0-9a-f]{40}|[0-9a-f]{64})\b/.exec(line.slice(0, 200))
    const known = (id: string | undefined) => (id === undefined || /^0+$/.test(id) ? null : id)
    file.oldId = known(ids?.[1])
    file.newId = known(ids?.[2])
    const mode = / (\d{6})$/.exec(line)?.[1]
    if (mode !== undefined) file.oldMode = file.newMode = mode
  } else if (line.startsWith('old mode ')) file.oldMode = after('old mode ')
  else if (line.startsWith('new mode ')) file.newMode = after('new mode ')
  else if (line.startsWith('--- ')) namePath(file, 'oldPath', after('--- '))
  else if (line.startsWith('+++ ')) namePath(file, 'path', after('+++ '))
  else if (line.startsWith('Binary files ') || line.startsWith('GIT binary patch')) file.binary = true
}

/** git puts a tab behind a name with a blank in it. */
function namePath(file: ChangedFile, side: 'path' | 'oldPath', name: string): void {
  const bare = name.replace(/\t$/, '')
  if (bare !== '/dev/null') file[side] = stripPrefix(bare)
}

const hunkHeader = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@(.*)/s

/**
 * The hunks that a header announces: one, or what is left of it without a conversion of line endings; null for no
 * header.
 */
function readHunk(header: string, reader: LineReader): Hunk[] | null {
  const match = hunkHeader.exec(header)
  if (match === null) return null
  const [oldStart, oldLines, newStart, newLines] = [match[1], match[2] ?? 1, match[3], match[4] ?? 1].map(
    Number,
  ) as [number, number, number, number]
  const hunk: Hunk = { oldStart, oldLines, newStart, newLines, section: (match[5] ?? '').trim(), lines: [] }
  const lines = readLines(reader, oldLines, newLines)
  if (reader.first() === codes.backslash) reader.next()
  return reader.hasReturns ? ignoreLineEndings(hunk, lines) : [{ ...hunk, lines }]
}

/** So many lines of content; fewer where the text ends, or goes on with something else. */
function readLines(reader: LineReader, oldLines: number, newLines: number): string[] {
  const lines: string[] = []
  let [old, fresh] = [oldLines, newLines]
  while (old > 0 || fresh > 0) {
    const first = reader.first()
    if (first === end) break
    // Some tools strip the blank of an empty context line.
    if (first === codes.blank || first === codes.lineFeed) {
      old--
      fresh--
    } else if (first === codes.minus) old--
    else if (first === codes.plus) fresh--
    else if (first !== codes.backslash) break
    const line = reader.next()!
    if (first !== codes.backslash) lines.push(line === '' ? ' ' : cutLine(line))
  }
  return lines
}

function cutLine(line: string): string {
  return line.length > longestLine ? line.slice(0, longestLine) : line
}

const end = -1

class LineReader {
  readonly #text: string
  readonly #length: number
  #at = 0
  /** Some line may end with a carriage return. */
  readonly hasReturns: boolean

  constructor(text: string) {
    this.#text = text
    this.#length = text.length
    this.hasReturns = text.includes('\r')
  }
  /** The code unit that the next line begins with, its line feed where it is empty. */
  first(): number {
    return this.#at < this.#length ? codeAt(this.#text, this.#at) : end
  }
  next(): string | null {
    const from = this.#at
    if (from >= this.#length) return null
    const to = this.#text.indexOf('\n', from)
    this.#at = to === -1 ? this.#length : to + 1
    return this.#text.slice(from, to === -1 ? undefined : to)
  }
}

function stripPrefix(path: string): string {
  return /^[ab]\//.test(path) ? path.slice(2) : path
}

function closingQuote(text: string): number {
  for (let at = 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at
  }
  return text.length - 1
}

const escapes: Record<string, number> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 }

/**
 * A path as git prints it, in quotes where it holds odd characters, as it is; bytes that are not UTF-8 become U+FFFD.
 * Text without quotes stays.
 */
export function unquote(text: string): string {
  const trimmed = text.replace(/\r$/, '')
  if (!trimmed.startsWith('"')) return trimmed
  const inner = Buffer.from(trimmed.slice(1, closingQuote(trimmed)), 'utf8').toString('latin1')
  const bytes: number[] = []
  for (let at = 0; at < inner.length; at++) {
    if (inner[at] !== '\\') {
      bytes.push(inner.charCodeAt(at))
      continue
    }
    const octal = /^[0-3][0-7]{2}/.exec(inner.slice(at + 1, at + 4))
    if (octal) {
      bytes.push(Number.parseInt(octal[0], 8))
      at += 3
    } else bytes.push(escapes[inner[++at] ?? '\\'] ?? 63)
  }
  return Buffer.from(bytes).toString('utf8')
}
