import type { Chunk } from './build-rows.ts'
import { type Kind, kinds, type Span } from './kinds.ts'
import { type Marks, markDifferences, type Place } from './marks.ts'

/** The spans of each row of a file, for either side. */
export interface FileColours {
  a: readonly (readonly Span[])[]
  b: readonly (readonly Span[])[]
}

type Name = Kind | 'mark'

/**
 * The page's highlights (CSS Custom Highlight API, in all browsers since 2025): colours without an element for each
 * word, so that neither the reader's selection, the page's search nor a screen reader notices them. An older browser
 * shows the same text in one colour.
 */
const highlights = new Map<Name, Highlight>()
if (globalThis.CSS?.highlights !== undefined)
  for (const name of [...kinds, 'mark'] as const) {
    const highlight = new Highlight()
    highlights.set(name, highlight)
    CSS.highlights.set(`claw-${name}`, highlight)
  }

const marks = new WeakMap<Chunk, (Marks | null)[]>()

/** Colours the rows of a chunk. @returns what takes the colours off again, for a chunk that has left the screen. */
export function paint(chunk: Chunk, colours: FileColours | null): () => void {
  const painted: [Highlight, StaticRange][] = []
  const add = (node: ChildNode | null | undefined, [from, to]: Place, name: Name) => {
    const highlight = highlights.get(name)
    if (highlight === undefined || !(node instanceof Text) || to > node.length) return
    const range = new StaticRange({
      startContainer: node,
      startOffset: from,
      endContainer: node,
      endOffset: to,
    })
    highlight.add(range)
    painted.push([highlight, range])
  }
  const differences = marks.get(chunk) ?? chunk.rows.map(markDifferences)
  marks.set(chunk, differences)
  for (const [index, row] of [...chunk.element.children].entries())
    for (const side of ['a', 'b'] as const) {
      const text = row.querySelector(`.${side} > bdi`)?.firstChild
      for (const place of differences[index]?.[side] ?? []) add(text, place, 'mark')
      for (const [from, to, kind] of colours?.[side][chunk.from + index] ?? []) add(text, [from, to], kind)
    }
  return () => {
    for (const [highlight, range] of painted) highlight.delete(range)
  }
}
