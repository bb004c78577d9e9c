import { html, nothing } from 'lit/html.js'
import type { Scan } from '../domain/answers.ts'
import { lastScanTexts } from '../words/page-texts/frame.ts'
import type { ScanSentence } from '../words/scan-sentence.ts'
import { shownText } from './shown-text.ts'

/** The state of a scan by colour and word, in one sentence, with a bar while it is under way. */
export function renderScanStatus(scan: Scan, { tone, word, rest }: ScanSentence) {
  return html`<p>
      <strong class=${tone}
        ><svg class="dot" viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill="currentColor" /></svg
        >${word}</strong
      >: <span class="number">${rest}</span>
    </p>
    ${scan.error === null ? nothing : html`<p>${shownText(scan.error)}</p>`}
    ${scan.state === 'active' && scan.listed > 0 ? renderBar(scan) : nothing}`
}

function renderBar({ analyzed, unchanged, failed, listed }: Scan) {
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
