import { AppError } from '../errors.ts'
import { type GitOptions, readGitLines, startGit } from './git.ts'
import { isObjectId } from './names.ts'

/** What each id is (`commit`, `tree`, `blob`, `tag`), or `missing`. Never fails for an object that is not there. */
export async function classifyObjects(
  ids: readonly string[],
  options: GitOptions,
): Promise<Map<string, string>> {
  const kinds = new Map<string, string>()
  if (ids.length === 0) return kinds
  const input = `${ids.join('\n')}\n`
  const args = ['cat-file', '--batch-check=%(objectname) %(objecttype)'] as const
  for await (const lines of readGitLines(args, { ...options, input }))
    for (const line of lines) {
      const [id, kind] = line.split(' ')
      if (id !== undefined && kind !== undefined) kinds.set(id, kind)
    }
  return kinds
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
 * The content of objects, in the order asked. git says each one's length, so no content can be taken for the next one's
 * header. @throws AppError when one is missing or larger than `maxBytes`.
 */
export async function* readObjects(
  ids: readonly string[],
  options: GitOptions & { maxBytes?: number },
): AsyncGenerator<{ id: string; kind: string; content: Buffer }> {
  if (ids.length === 0) return
  const { maxBytes = 16 * 1024 * 1024 } = options
  const git = startGit(['cat-file', '--batch', '--buffer'], options)
  git.stdin.end(`${ids.join('\n')}\n`)
  let buffer: Buffer = Buffer.alloc(0)
  let header: { id: string; kind: string; size: number } | null = null
  try {
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk])
      let at = 0
      for (;;) {
        if (header === null) {
          const end = buffer.indexOf(10, at)
          if (end === -1) break
          header = readHeader(buffer.toString('latin1', at, end), maxBytes)
          at = end + 1
        }
        if (buffer.length < at + header.size + 1) break
        yield { id: header.id, kind: header.kind, content: buffer.subarray(at, at + header.size) }
        at += header.size + 1
        header = null
      }
      buffer = buffer.subarray(at)
    }
    await git.done
  } finally {
    git.stop()
  }
}

function readHeader(line: string, maxBytes: number): { id: string; kind: string; size: number } {
  const [id = '', kind = '', size = ''] = line.split(' ')
  if (!/^\d+$/.test(size))
    throw new AppError('UNAVAILABLE', `the repository lacks the object ${id.slice(0, 64)}`)
  if (Number(size) > maxBytes)
    throw new AppError('TOO_LARGE', `${kind} ${id} is larger than ${maxBytes} bytes`)
  return { id, kind, size: Number(size) }
}
