import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { percent } from '../../words/numbers.ts'
import { scoreTexts } from '../../words/page-texts/queue.ts'
import { shownText } from '../text/shown-text.ts'
import { baseStyle } from './style.ts'

/** For the tree in which a score is shown by `renderScore`. */
export const scoreStyle = css`
  .score {
    display: inline-flex;
    position: relative;
  }
  .meter {
    display: inline-flex;
    align-items: center;
    gap: 0.5rem;
    color: var(--ink-soft);
    font-size: var(--text-s);
    cursor: help;
  }
  .meter svg {
    width: 3.5rem;
    height: 0.375rem;
    border-radius: 0.1875rem;
    background: var(--line);
    overflow: hidden;
  }
  .meter rect {
    fill: var(--accent);
  }
  /* Not laid out before it is looked at: a list has one in each row. */
  .tip {
    display: none;
    position: absolute;
    right: 0;
    top: calc(100% + 0.4rem);
    z-index: 1;
    width: max-content;
    max-width: min(18rem, 80vw);
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
    font-size: var(--text-s);
    line-height: 1.45;
    text-align: left;
  }
  .meter:hover + .tip,
  .tip:hover,
  .meter:focus-visible + .tip {
    display: block;
  }
`

export interface ShownScore {
  /** 0..1. */
  value: number
  /** What decided, as a clause. */
  because: string
  /** Without the tooltip, for a place that is a control already. */
  plain: boolean
}

/**
 * A calibrated score as a small meter. What it means stands in a tooltip that opens on hover and on focus. One to a
 * tree: it has an id. For lists: an element each would be many.
 */
export function renderScore({ value, because, plain }: ShownScore) {
  const share = percent(value)
  return html`<span class="score"
    ><span
      class="meter number"
      role="meter"
      tabindex=${plain ? nothing : 0}
      aria-label=${scoreTexts.label}
      aria-describedby=${plain ? nothing : 'tip'}
      aria-valuemin="0"
      aria-valuemax="1"
      aria-valuenow=${value}
      aria-valuetext=${share}
      ><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect width=${Math.round(value * 100)} height="10"></rect></svg
      >${share}</span
    >${plain ? nothing : renderTip(share, value, because)}</span
  >`
}

function renderTip(share: string, value: number, because: string) {
  return html`<span class="tip" id="tip" role="tooltip"
    >${scoreTexts.meaning(share, Math.round(value * 100))}${
      because === ''
        ? nothing
        : html` ${scoreTexts.decided.before}${shownText(because)}${scoreTexts.decided.after}`
    }</span
  >`
}

/** `renderScore` as an element. */
@customElement('claw-score')
export class Score extends LitElement {
  static override styles = [
    baseStyle,
    scoreStyle,
    css`
      :host {
        display: inline-flex;
      }
    `,
  ]

  @property({ type: Number }) value = 0
  @property() because = ''
  @property({ type: Boolean }) plain = false

  override render() {
    return renderScore(this)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-score': Score
  }
}
