import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deflateSync } from 'node:zlib'

/** What a commit of a random history is made of. */
export interface LooseCommit {
  parents: readonly string[]
  /** Seconds since 1970. */
  at: number
  message: string
}

/** Writes objects by themselves, without a process for each, as a repository has them that was pushed to. */
export function openLooseObjects(gitDir: string) {
  const write = (kind: string, text: string): string => {
    const content = Buffer.concat([
      Buffer.from(`${kind} ${Buffer.byteLength(text)}\0`),
      Buffer.from(text, 'utf8'),
    ])
    const id = createHash('sha1').update(content).digest('hex')
    const path = join(gitDir, 'objects', id.slice(0, 2), id.slice(2))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, deflateSync(content))
    return id
  }
  const person = (at: number) => `Ann <ann@example.org> ${at} +0000`
  return {
    commit({ parents, at, message }: LooseCommit): string {
      const lines = [`tree ${write('tree', '')}`, ...parents.map((parent) => `parent ${parent}`)]
      return write(
        'commit',
        [...lines, `author ${person(at)}`, `committer ${person(at)}`, '', message].join('\n'),
      )
    },
    /** An annotated tag. */
    tag(commit: string, name: string): string {
      return write('tag', `object ${commit}\ntype commit\ntag ${name}\ntagger ${person(0)}\n\n${name}\n`)
    },
  }
}
