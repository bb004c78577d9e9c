import { AppError } from '../errors.ts'
import { type GitOptions, readGitLines, startGit } from './git.ts'
import { isObjectId } from './names.ts'

/** What each id is (`commit`, `tree`, `blob`, `tag`), or `missing`. Never fails for an object that is not there. */
export async function classifyObjects(
  ids: readonly string[],
  options: GitOptions,
): Promise<Map<string, string>> {
  return new Map((await classifyNames(ids, options)).map(({ id, kind }) => [id, kind]))
}

/** The same for names like `<tag>^{commit}`, in the order asked; the id of what is missing is its name. */
export async function classifyNames(
  names: readonly string[],
  options: GitOptions,
): Promise<{ id: string; kind: string }[]> {
  const found: { id: string; kind: string }[] = []
  if (names.length === 0) return found
  const input = `${names.join('\n')}\n`
  const args = ['cat-file', '--batch-check=%(objectname) %(objecttype)'] as const
  for await (const lines of readGitLines(args, { ...options, input }))
    for (const line of lines) {
      const [id, kind] = line.split(' ')
      if (id !== undefined && kind !== undefined) found.push({ id, kind })
    }
  return found
}

/** Resolves names like `<commit>^{tree}` to object ids; a name that leads nowhere is left out. */
export async function readObjectNames(
  names: readonly string[],
  options: GitOptions,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  if (names.length === 0) return ids
  const answers: string[] = []
  const args = ['cat-file', '--batch-check=%(objectname)'] as const
  for await (const lines of readGitLines(args, { ...options, input: `${names.join('\n')}\n` }))
    answers.push(...lines)
  names.forEach((name, index) => {
    if (isObjectId(answers[index] ?? '')) ids.set(name, answers[index]!)
  })
  return ids
}

/**
 * Bytes kept of one object. Only commits and a settings file are read here; what follows in one of this size is
 * neither.
 */
const keptBytes = 256 * 1024

/**
 * The content of objects, in the order asked, each cut at `keptBytes`. git says each one's length, so no content can be
 * taken for the next one's header. @throws AppError when one is missing.
 */
export async function* readObjects(
  ids: readonly string[],
  options: GitOptions,
): AsyncGenerator<{ id: string; kind: string; content: Buffer }> {
  if (ids.length === 0) return
  const git = startGit(['cat-file', '--batch', '--buffer'], options)
  git.stdin.end(`${ids.join('\n')}\n`)
  let rest: Buffer = Buffer.alloc(0)
  let header: ObjectHeader | null = null
  /** Bytes of the present object that are not wanted, its final newline among them. */
  let skip = 0
  try {
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      const buffer: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      let at = 0
      for (;;) {
        const skipped = Math.min(skip, buffer.length - at)
        at += skipped
        skip -= skipped
        if (skip > 0) break
        if (header === null) {
          const end = buffer.indexOf(10, at)
          if (end === -1) break
          header = readHeader(buffer.toString('latin1', at, end))
          at = end + 1
        }
        const kept = Math.min(header.size, keptBytes)
        if (buffer.length < at + kept) break
        yield { id: header.id, kind: header.kind, content: buffer.subarray(at, at + kept) }
        at += kept
        skip = header.size - kept + 1
        header = null
      }
      rest = buffer.subarray(at)
    }
    await git.done
  } finally {
    git.stop()
  }
}

interface ObjectHeader {
  id: string
  kind: string
  size: number
}

function readHeader(line: string): ObjectHeader {
  const [id = '', kind = '', size = ''] = line.split(' ')
  if (!/^\d+$/.test(size))
    throw new AppError('UNAVAILABLE', `the repository lacks the object ${id.slice(0, 64)}`)
  return { id, kind, size: Number(size) }
}
