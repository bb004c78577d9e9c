import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Category, Relation } from '../../domain/pair.ts'
import { pairWords } from '../../words/categories.ts'
import { baseStyle } from './style.ts'

/** A category as its word, with a mark whose colour and shape repeat it. */
@customElement('claw-category')
export class CategoryMark extends LitElement {
  static override styles = [
    baseStyle,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 0.45rem;
        font-size: var(--text-s);
        font-weight: 600;
        white-space: nowrap;
        color: var(--related);
      }
      :host([category='SAME_CHANGE']) {
        color: var(--same-change);
      }
      :host([category='SAME_FEATURE']) {
        color: var(--same-feature);
      }
      :host([category='COMPETING_IMPLEMENTATION']) {
        color: var(--competing);
      }
      :host([relation]) {
        color: var(--related);
      }
      svg {
        height: 0.75rem;
        flex: none;
      }
    `,
  ]

  @property({ reflect: true }) category: Category = 'RELATED'
  /** What the pair is instead of a duplicate, if it is. */
  @property({ reflect: true }) relation: Relation | null = null

  override render() {
    const { word, claim } = pairWords(this)
    return html`${renderDiscs(distances[this.relation ? 'RELATED' : this.category])}<span title=${claim}>${word}</span>`
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
