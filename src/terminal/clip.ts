import stringWidth from 'string-width'

/** What a person sees as one character: letters with their marks, emoji that are joined. */
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Columns that a text takes in a terminal: two for a wide character, none for a mark. */
export const widthOf = (text: string): number => stringWidth(text)

/** The text in at most `width` columns, its end replaced by an ellipsis where it is longer. No character is split. */
export function clip(text: string, width: number): string {
  if (width <= 0) return ''
  if (widthOf(text) <= width) return text
  let kept = ''
  let taken = 0
  for (const { segment } of graphemes.segment(text)) {
    taken += widthOf(segment)
    if (taken > width - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

/** The text in exactly `width` columns. */
export function column(text: string, width: number): string {
  const cut = clip(text, width)
  return cut + ' '.repeat(Math.max(width - widthOf(cut), 0))
}

/** Parts joined by ` · `, in as many lines as they need. */
export function flow(parts: readonly string[], width: number): string[] {
  const lines: string[] = []
  for (const part of parts) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf(last) + 3 + widthOf(part) <= width)
      lines[lines.length - 1] = `${last} · ${part}`
    else lines.push(clip(part, width))
  }
  return lines
}
