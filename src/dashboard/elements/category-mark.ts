import { css, html, LitElement, type SVGTemplateResult, svg } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Category, Relation } from '../../triage/verdict.ts'
import { pairWords } from '../text/categories.ts'
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
        width: 1.25rem;
        height: 0.875rem;
        flex: none;
      }
    `,
  ]

  @property({ reflect: true }) category: Category = 'RELATED'
  /** What the pair is instead of a duplicate, if it is. */
  @property({ reflect: true }) relation: Relation | null = null

  override render() {
    const { word, claim } = pairWords(this)
    return html`<svg viewBox="0 0 20 14" aria-hidden="true">${shapes[this.relation ? 'RELATED' : this.category]}</svg
      ><span title=${claim}>${word}</span>`
  }
}

/** Two pull requests as discs: one upon the other, mostly so, half, and side by side. */
const shapes: Record<Category, SVGTemplateResult> = {
  SAME_CHANGE: discs(10, 10),
  SAME_FEATURE: discs(8.25, 11.75),
  COMPETING_IMPLEMENTATION: discs(6.75, 13.25),
  RELATED: discs(4.5, 15.5),
}

function discs(left: number, right: number): SVGTemplateResult {
  return svg`<circle cx=${left} cy="7" r="4" fill="currentColor" opacity="0.45"></circle>
    <circle cx=${right} cy="7" r="4" fill="none" stroke="currentColor" stroke-width="1.5"></circle>`
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-category': CategoryMark
  }
}
