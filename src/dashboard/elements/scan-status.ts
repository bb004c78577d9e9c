import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Scan } from '../../domain/answers.ts'
import { lastScanTexts } from '../../words/page-texts/frame.ts'
import { type Outlook, scanSentence } from '../../words/scan-sentence.ts'
import { shownText } from '../text/shown-text.ts'
import { EachMinute } from './each-minute.ts'
import { baseStyle, stateStyle } from './style.ts'

/** The state of a scan by colour and word, in one sentence, with a bar while it is under way. */
@customElement('claw-scan-status')
export class ScanStatus extends LitElement {
  static override styles = [
    baseStyle,
    css`
      p {
        color: var(--ink-soft);
        font-size: var(--text-m);
      }
      strong {
        font-weight: 600;
      }
      svg.dot {
        width: 0.625rem;
        height: 0.625rem;
        margin-right: 0.4rem;
      }
      svg.bar {
        display: block;
        width: min(24rem, 100%);
        height: 0.375rem;
        margin-top: var(--gap-s);
        border-radius: 0.1875rem;
        background: var(--line);
      }
      svg.bar rect {
        fill: var(--accent);
      }
    `,
    stateStyle,
  ]

  @property({ attribute: false }) scan!: Scan
  /** What else is known of the repository. */
  @property({ attribute: false }) outlook: Outlook = {}

  constructor() {
    super()
    new EachMinute(this)
  }

  override render() {
    const { scan } = this
    const { tone, word, rest } = scanSentence(scan, Date.now(), this.outlook)
    return html`<p>
        <strong class=${tone}
          ><svg class="dot" viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill="currentColor" /></svg
          >${word}</strong
        >: <span class="number">${rest}</span>
      </p>
      ${scan.error === null ? nothing : html`<p>${shownText(scan.error)}</p>`}
      ${scan.state === 'active' && scan.listed > 0 ? this.renderBar() : nothing}`
  }

  private renderBar() {
    const { analyzed, unchanged, failed, listed } = this.scan
    const read = analyzed + unchanged + failed
    return html`<svg
      class="bar"
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      role="progressbar"
      aria-label=${lastScanTexts.bar}
      aria-valuemin="0"
      aria-valuemax=${listed}
      aria-valuenow=${read}
    >
      <rect width=${Math.round((100 * read) / listed)} height="8"></rect>
    </svg>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-scan-status': ScanStatus
  }
}
