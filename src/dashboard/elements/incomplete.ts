import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ListedScan } from '../../domain/answers.ts'
import { repositoryPath } from '../../markup/repository-path.ts'
import { shownText } from '../../markup/shown-text.ts'
import { baseStyle } from '../../markup/style.ts'
import { andMore } from '../../words/page-texts/frame.ts'
import { incompleteSummary } from '../../words/page-texts/scans.ts'
import { flaws } from '../../words/scan-sentence.ts'

/** What a scan could not read wholly: how many, and unfolded which pull requests and why. */
@customElement('claw-incomplete')
export class Incomplete extends LitElement {
  static override styles = [
    baseStyle,
    css`
      :host {
        display: block;
        color: var(--ink-soft);
      }
      summary {
        cursor: pointer;
      }
      ul {
        display: grid;
        gap: 0.2rem;
        margin-top: 0.3rem;
      }
      li {
        overflow-wrap: anywhere;
      }
    `,
  ]

  @property() owner = ''
  @property() repo = ''
  @property({ attribute: false }) scan!: ListedScan

  override render() {
    const { owner, repo, scan } = this
    const { total, items } = scan.incomplete
    const more = total - items.length
    return html`<details>
      <summary class="number">${incompleteSummary(flaws(scan))}</summary>
      <ul>
        ${items.map(
          (pull) => html`<li>
            <a class="number" href=${repositoryPath(owner, repo, 'pulls', pull.number)}>#${pull.number}</a>
            ${shownText(pull.reason)}
          </li>`,
        )}
        ${more > 0 ? html`<li class="faint number">${andMore(more)}</li>` : nothing}
      </ul>
    </details>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-incomplete': Incomplete
  }
}
