import type { LinePlace } from './file-rows.ts'

/** A place in a comparison, as an address names it: a file, and perhaps a line of one pull request in it. */
export interface Place {
  path: string
  line: { pull: number; sign: LinePlace['sign']; at: number } | null
}

/** `#src/port.ts` or `#src/port.ts:3101+17`: line 17 of what #3101 makes of the file (`-17`: of what it was before). */
export function placeHash({ path, line }: Place): string {
  const file = path.split('/').map(encodeURIComponent).join('/')
  return `#${file}${line === null ? '' : `:${line.pull}${line.sign}${line.at}`}`
}

/** @returns the place that a hash names; null for an empty one and for what is no hash of ours. */
export function readHash(hash: string): Place | null {
  const found = /^#(.+?)(?::(\d{1,9})([+-])(\d{1,9}))?$/.exec(hash)
  if (found === null) return null
  const [, file = '', pull, sign, at] = found
  try {
    return {
      path: decodeURIComponent(file),
      line:
        pull === undefined ? null : { pull: Number(pull), sign: sign === '-' ? '-' : '+', at: Number(at) },
    }
  } catch {
    return null
  }
}
