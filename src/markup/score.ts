import { html, nothing } from 'lit/html.js'
import { percent } from '../words/numbers.ts'
import { scoreTexts } from '../words/page-texts/queue.ts'
import { shownText } from './shown-text.ts'

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
