/** An object id as git prints it: SHA-1 or SHA-256, whole and lower-case. */
export function isObjectId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text)
}

/**
 * Whether a ref or branch name is one that git itself allows (git check-ref-format) and that can be no option, no
 * pattern and no refspec: GitHub's branches are all of this kind.
 */
export function isSafeRef(name: string): boolean {
  if (name === '' || name.length > 1_000) return false
  if (/[\x00-\x20\x7f~^:?*[\\]/.test(name) || /\.\.|@\{|\/\/|^[-/+@]$|^[-/+]|\/$|\.$/.test(name)) return false
  return name.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'))
}

/**
 * Reads `refs/pull/N/head` and `refs/pull/N/merge`; null for every other ref (GitHub's numbers have no leading zero).
 */
export function readPullRef(ref: string): { number: number; kind: 'head' | 'merge' } | null {
  const match = /^refs\/pull\/([1-9]\d{0,8})\/(head|merge)$/.exec(ref)
  return match === null ? null : { number: Number(match[1]), kind: match[2] as 'head' | 'merge' }
}
