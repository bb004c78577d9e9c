import { css, html, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'

const chunkOf = 50

/**
 * A long list's rows in chunks of 50. A row outside the screen costs little (`content-visibility`), but the browser
 * still looks at each one for every frame; of a chunk outside the screen it looks at the chunk alone, and 10,000 rows
 * scroll as 200. Unlike a list that removes such rows from the page, searching in the page and a screen reader's list
 * of links still find all of them.
 */
export function rowChunks<T>(
  items: readonly T[],
  key: (item: T) => unknown,
  row: (item: T) => TemplateResult,
): unknown {
  const chunks = Array.from({ length: Math.ceil(items.length / chunkOf) }, (_, at) =>
    items.slice(at * chunkOf, (at + 1) * chunkOf),
  )
  return repeat(
    chunks,
    (_, at) => at,
    // A chunk that is not full yet would be kept as large as one that is.
    (chunk) => html`<div class=${chunk.length === chunkOf ? 'chunk' : ''}>${repeat(chunk, key, row)}</div>`,
  )
}

/** For the tree that shows them; `--row-height` is what a row is likely to measure before it was drawn. */
export const rowChunksStyle = css`
  .chunk {
    content-visibility: auto;
    contain-intrinsic-size: auto calc(50 * var(--row-height));
  }
  .chunk > * {
    content-visibility: auto;
    contain-intrinsic-size: auto var(--row-height);
  }
`
