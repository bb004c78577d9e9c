import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Category, Edge, Relation } from '../../domain/pair.ts'
import { pairWords } from '../../words/categories.ts'
import { baseStyle } from './style.ts'

/** For the tree in which a category is shown by `renderCategory`. */
export const categoryStyle = css`
  .category {
    display: inline-flex;
    align-items: center;
    gap: 0.45rem;
    font-size: var(--text-s);
    font-weight: 600;
    white-space: nowrap;
    color: var(--related);
  }
  .category.SAME_CHANGE {
    color: var(--same-change);
  }
  .category.SAME_FEATURE {
    color: var(--same-feature);
  }
  .category.COMPETING_IMPLEMENTATION {
    color: var(--competing);
  }
  .category svg {
    height: 0.75rem;
    flex: none;
  }
`

/** A category as its word, with a mark whose colour and shape repeat it. For lists: an element each would be many. */
export function renderCategory(pair: Pick<Edge, 'category' | 'relation'>) {
  const { word, claim } = pairWords(pair)
  const kind = pair.relation ? 'RELATED' : pair.category
  return html`<span class="category ${kind}">${renderDiscs(distances[kind])}<span title=${claim}>${word}</span></span>`
}

/** `renderCategory` as an element. */
@customElement('claw-category')
export class CategoryMark extends LitElement {
  static override styles = [
    baseStyle,
    categoryStyle,
    css`
      :host {
        display: inline-flex;
      }
    `,
  ]

  @property() category: Category = 'RELATED'
  /** What the pair is instead of a duplicate, if it is. */
  @property() relation: Relation | null = null

  override render() {
    return renderCategory(this)
  }
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

declare global {
  interface HTMLElementTagNameMap {
    'claw-category': CategoryMark
  }
}
