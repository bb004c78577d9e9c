import { html } from 'lit/html.js'
import type { Category, Edge } from '../domain/pair.ts'
import { pairWords } from '../words/categories.ts'

/** A category as its word, with a mark whose colour and shape repeat it. For lists: an element each would be many. */
export function renderCategory(pair: Pick<Edge, 'category' | 'relation'>) {
  const { word, claim } = pairWords(pair)
  const kind = pair.relation ? 'RELATED' : pair.category
  return html`<span class="category ${kind}">${renderDiscs(distances[kind])}<span title=${claim}>${word}</span></span>`
}

/** How far apart the two discs stand: one upon the other, mostly so, half, and side by side. */
const distances: Record<Category, number> = {
  SAME_CHANGE: 0,
  SAME_FEATURE: 3,
  COMPETING_IMPLEMENTATION: 6,
  RELATED: 10,
}

/** Two pull requests as discs, the nearer the more alike. */
function renderDiscs(distance: number) {
  return html`<svg viewBox="0 0 ${distance + 10} 10" aria-hidden="true">
    <circle cx="5" cy="5" r="4" fill="currentColor" opacity="0.45"></circle>
    <circle cx=${distance + 5} cy="5" r="4" fill="none" stroke="currentColor" stroke-width="1.5"></circle>
  </svg>`
}
