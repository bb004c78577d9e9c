import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { percent } from '../../words/numbers.ts'
import { scoreTexts } from '../../words/page-texts/queue.ts'
import { shownText } from '../text/shown-text.ts'
import { baseStyle } from './style.ts'

/**
 * A calibrated score as a small meter. What it means stands in a tooltip that opens on hover and on focus.
 */
@customElement('claw-score')
export class Score extends LitElement {
  static override styles = [
    baseStyle,
    css`
      :host {
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
      svg {
        width: 3.5rem;
        height: 0.375rem;
        border-radius: 0.1875rem;
        background: var(--line);
        overflow: hidden;
      }
      rect {
        fill: var(--accent);
      }
      .tip {
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
        visibility: hidden;
      }
      .meter:hover + .tip,
      .tip:hover,
      .meter:focus-visible + .tip {
        visibility: visible;
      }
    `,
  ]

  /** 0..1. */
  @property({ type: Number }) value = 0
  /** What decided, as a clause. */
  @property() because = ''
  /** Without the tooltip, for a place that is a control already. */
  @property({ type: Boolean }) plain = false

  override render() {
    const share = percent(this.value)
    return html`<span
        class="meter number"
        role="meter"
        tabindex=${this.plain ? nothing : 0}
        aria-label=${scoreTexts.label}
        aria-describedby=${this.plain ? nothing : 'tip'}
        aria-valuemin="0"
        aria-valuemax="1"
        aria-valuenow=${this.value}
        aria-valuetext=${share}
        ><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
          <rect width=${Math.round(this.value * 100)} height="10"></rect></svg
        >${share}</span
      >${this.plain ? nothing : this.renderTip(share)}`
  }

  private renderTip(share: string) {
    return html`<span class="tip" id="tip" role="tooltip"
      >${scoreTexts.meaning(share, Math.round(this.value * 100))}${
        this.because === ''
          ? nothing
          : html` ${scoreTexts.decided.before}${shownText(this.because)}${scoreTexts.decided.after}`
      }</span
    >`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-score': Score
  }
}
