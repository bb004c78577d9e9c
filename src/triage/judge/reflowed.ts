import { isAsciiAlphanumeric, says } from '../change/tokens.ts'

/**
 * Lines that are changed without an unchanged one between them. What they are replaced by is the same to the letter
 * where nothing is done but to format them, save for what a formatter writes as it likes: white space, the kind of
 * quotes, a comma before a bracket that closes, a semicolon at the end, parentheses around what is long. An operator
 * that changes is no formatting.
 */
export function openBlock(reflowed: Map<string, number>) {
  let [plus, minus]: string[][] = [[], []]
  const words = (lines: readonly string[]) => {
    const text = lines
      .map((line) => line.replace(/;$/, ''))
      .join('')
      .replaceAll(' ', '')
      .replace(/["`]/g, "'")
      .replace(/,(?=[)\]}])/g, '')
      .replace(/[()]/g, '')
    return says(text) ? text : ''
  }
  return {
    take(isAdded: boolean, line: string): void {
      ;(isAdded ? plus : minus)!.push(line)
    },
    end(): void {
      const said = minus!.length > 0 && plus!.length > 0 && beginAlike(minus!, plus!) ? words(plus!) : ''
      if (said !== '' && said === words(minus!))
        for (const line of plus!) reflowed.set(line, (reflowed.get(line) ?? 0) + 1)
      ;[plus, minus] = [[], []]
    },
  }
}

/** Letters and digits by which two blocks are told apart at once, as most are. */
const comparedCharacters = 24

/** Whether the first letters and digits of both are the same: a formatter changes none. */
function beginAlike(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [openCharacters(a), openCharacters(b)]
  for (let nth = 0; nth < comparedCharacters; nth++) {
    const code = one()
    if (code !== other()) return false
    if (code === end) return true
  }
  return true
}

const end = -1

/** Gives the ASCII letters and digits of some lines, one by one; then `end`. */
function openCharacters(lines: readonly string[]): () => number {
  let [line, at] = [0, 0]
  return () => {
    for (; line < lines.length; line++, at = 0) {
      const text = lines[line]!
      while (at < text.length) {
        const code = text.charCodeAt(at++)
        if (isAsciiAlphanumeric(code)) return code
      }
    }
    return end
  }
}
