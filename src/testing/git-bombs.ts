import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deflateSync } from 'node:zlib'

/** Writes a loose object as it is, even if git would refuse it, and returns its id. */
function writeObject(gitDir: string, kind: 'blob' | 'tree' | 'commit', content: Buffer): string {
  const bytes = Buffer.concat([Buffer.from(`${kind} ${content.length}\0`), content])
  const id = createHash('sha1').update(bytes).digest('hex')
  const file = join(gitDir, 'objects', id.slice(0, 2), id.slice(2))
  if (existsSync(file)) return id
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, deflateSync(bytes))
  return id
}

function writeTree(gitDir: string, entries: readonly { mode: string; name: string; id: string }[]): string {
  return writeObject(
    gitDir,
    'tree',
    Buffer.concat(
      entries.flatMap(({ mode, name, id }) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]),
    ),
  )
}

function writeCommit(gitDir: string, tree: string, parents: readonly string[]): string {
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    'author Ann <ann@example.org> 1760000000 +0000',
    'committer Ann <ann@example.org> 1760000000 +0000',
    '',
    'Change',
    '',
  ]
  return writeObject(gitDir, 'commit', Buffer.from(lines.join('\n')))
}

/** Ten trees that each hold the next one ten times: a few hundred bytes that are ten thousand million files. */
export function writeTreeBomb(gitDir: string, parent: string): string {
  const blob = writeObject(gitDir, 'blob', Buffer.from('x\n'))
  const ten = Array.from({ length: 10 }, (_, at) => at)
  let tree = writeTree(
    gitDir,
    ten.map((at) => ({ mode: '100644', name: `f${at}`, id: blob })),
  )
  for (let depth = 1; depth < 10; depth++) {
    const id = tree
    tree = writeTree(
      gitDir,
      ten.map((at) => ({ mode: '40000', name: `d${at}`, id })),
    )
  }
  return writeCommit(gitDir, tree, [parent])
}

/** One file with a name of so many characters, which no checkout can have. */
export function writeLongPath(gitDir: string, parent: string, name: string): string {
  const blob = writeObject(gitDir, 'blob', Buffer.from('x\n'))
  return writeCommit(gitDir, writeTree(gitDir, [{ mode: '100644', name, id: blob }]), [parent])
}

/** So many files with one line each. */
export function writeManyFiles(gitDir: string, parent: string, count: number): string {
  const id = writeObject(gitDir, 'blob', Buffer.from('x\n'))
  const names = Array.from({ length: count }, (_, at) => `file-${String(at).padStart(6, '0')}.ts`)
  const entries = names.map((name) => ({ mode: '100644', name, id }))
  return writeCommit(gitDir, writeTree(gitDir, entries), [parent])
}

/** One file of these bytes. */
export function writeOneFile(gitDir: string, parent: string, name: string, content: Buffer): string {
  const id = writeObject(gitDir, 'blob', content)
  return writeCommit(gitDir, writeTree(gitDir, [{ mode: '100644', name, id }]), [parent])
}
