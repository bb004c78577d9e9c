import { LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Scan } from '../../domain/answers.ts'
import { renderScanStatus } from '../../markup/scan-status.ts'
import { scanStatusStyle } from '../../markup/scan-status-style.ts'
import { baseStyle, stateStyle } from '../../markup/style.ts'
import { type Outlook, scanSentence } from '../../words/scan-sentence.ts'
import { EachMinute } from './each-minute.ts'

/** The state of a scan by colour and word, in one sentence, with a bar while it is under way. */
@customElement('claw-scan-status')
export class ScanStatus extends LitElement {
  static override styles = [baseStyle, scanStatusStyle, stateStyle]

  @property({ attribute: false }) scan!: Scan
  /** What else is known of the repository. */
  @property({ attribute: false }) outlook: Outlook = {}

  constructor() {
    super()
    new EachMinute(this)
  }

  override render() {
    return renderScanStatus(this.scan, scanSentence(this.scan, Date.now(), this.outlook))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-scan-status': ScanStatus
  }
}
