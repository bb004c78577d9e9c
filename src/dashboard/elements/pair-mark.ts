import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ShownEdge } from '../../domain/answers.ts'
import { claimedWords } from '../../words/pair-sentence.ts'
import './category-mark.ts'
import './score.ts'
import { baseStyle } from '../../markup/style.ts'

/**
 * What a pair was found to be and how sure that is; once a maintainer has said what it is, what the comparison had said
 * stands there as history.
 */
@customElement('claw-pair-mark')
export class PairMark extends LitElement {
  static override styles = [
    baseStyle,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem var(--gap-m);
      }
      claw-score {
        margin-left: auto;
      }
      span {
        color: var(--ink-soft);
        font-size: var(--text-s);
      }
    `,
  ]

  @property({ attribute: false }) edge!: ShownEdge
  /** Without the score's tooltip, for a place that is a control already. */
  @property({ type: Boolean }) plain = false

  override render() {
    const { edge, plain } = this
    if (edge.verdict !== undefined) return html`<span>${claimedWords(edge)}</span>`
    return html`<claw-category .category=${edge.category} .relation=${edge.relation}></claw-category>
      <claw-score
        ?plain=${plain}
        .value=${edge.score}
        .because=${plain ? '' : (edge.evidence.reasons[0] ?? '')}
      ></claw-score>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-pair-mark': PairMark
  }
}
