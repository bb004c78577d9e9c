import { saying } from './bags.ts'

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
    return saying.test(text) ? text : ''
  }
  return {
    take(isAdded: boolean, line: string): void {
      ;(isAdded ? plus : minus)!.push(line)
    },
    end(): void {
      const said = minus!.length === 0 || plus!.length === 0 ? '' : words(plus!)
      if (said !== '' && said === words(minus!))
        for (const line of plus!) reflowed.set(line, (reflowed.get(line) ?? 0) + 1)
      ;[plus, minus] = [[], []]
    },
  }
}
