const key = 'clawtriage.long-lines'

/** Whether the reader keeps long lines in one piece, in this browser. */
export function keepsLongLines(): boolean {
  try {
    return localStorage.getItem(key) === 'keep'
  } catch {
    // A browser may refuse to remember anything.
    return false
  }
}

export function keepLongLines(keep: boolean): void {
  try {
    if (keep) localStorage.setItem(key, 'keep')
    else localStorage.removeItem(key)
  } catch {
    // Then it holds for this page.
  }
}
