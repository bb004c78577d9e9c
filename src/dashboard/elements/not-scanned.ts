import { html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { notScannedTexts } from '../../words/page-texts/frame.ts'
import { triggerCommand } from '../../words/trigger-command.ts'
import './command.ts'
import './empty.ts'

/** A repository that no scan has read, and the command that asks for it. */
@customElement('claw-not-scanned')
export class NotScanned extends LitElement {
  @property() owner = ''
  @property() repo = ''

  override render() {
    return html`<claw-empty headline=${notScannedTexts.headline}>
      <p>${notScannedTexts.ask}</p>
      <claw-command line=${triggerCommand(this.owner, this.repo, location.origin)}></claw-command>
    </claw-empty>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-not-scanned': NotScanned
  }
}
