/** One part of a pattern; `folders` is "**" and the slash behind it: any number of folders, none included. */
type Part = { kind: 'character'; character: string } | { kind: 'one' | 'star' | 'deep' | 'folders' }

/**
 * Compiles a glob over whole paths: `?` one character and `*` any number of them within a folder, `**` across folders.
 * All possible states are followed at once (Thompson 1968), so that no pattern makes a path take longer than their
 * lengths multiplied: a regular expression with several stars goes back over a path again and again, and the author who
 * opens a pull request chooses its paths.
 */
export function compileGlob(glob: string): (path: string) => boolean {
  const parts = parse(glob.replace(/^\/+/, ''))
  return (path) => {
    let states = new Set<number>()
    enter(parts, 0, states)
    for (const character of path) {
      const next = new Set<number>()
      for (const state of states) step(parts, state, character, next)
      states = next
    }
    return states.has(parts.length)
  }
}

function step(parts: readonly Part[], state: number, character: string, next: Set<number>): void {
  const part = parts[state]
  switch (part?.kind) {
    case undefined:
      return
    case 'character':
      if (part.character === character) enter(parts, state + 1, next)
      return
    case 'one':
      if (character !== '/') enter(parts, state + 1, next)
      return
    case 'star':
      if (character !== '/') enter(parts, state, next)
      return
    case 'deep':
      enter(parts, state, next)
      return
    case 'folders':
      // A folder ends here: another one may follow, or none.
      if (character === '/') enter(parts, state, next)
      else next.add(state)
  }
}

/** Adds a state, and those behind it that need no character to be reached. */
function enter(parts: readonly Part[], state: number, states: Set<number>): void {
  for (let at = state; ; at++) {
    states.add(at)
    const kind = parts[at]?.kind
    if (kind !== 'star' && kind !== 'deep' && kind !== 'folders') return
  }
}

function parse(glob: string): Part[] {
  return (glob.match(/\*{2,}\/|\*{2,}|[\s\S]/gu) ?? []).map((text) => {
    if (text === '*') return { kind: 'star' }
    if (text === '?') return { kind: 'one' }
    if (text.startsWith('**')) return { kind: text.endsWith('/') ? 'folders' : 'deep' }
    return { kind: 'character', character: text }
  })
}
