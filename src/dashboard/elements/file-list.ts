import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { AlignedFile } from '../../domain/alignment.ts'
import { shownCode } from '../../markup/shown-text.ts'
import { baseStyle } from '../../markup/style.ts'
import { fileTally } from '../../words/file-tally.ts'
import { fileListTexts } from '../../words/page-texts/pair.ts'
import { placeHash } from '../diff/line-link.ts'

/** The files of a comparison with what differs in each, folded into one line: a way to each of them. */
@customElement('claw-file-list')
export class FileList extends LitElement {
  static override styles = [
    baseStyle,
    css`
      summary {
        cursor: pointer;
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
      ol {
        max-height: 22rem;
        margin-top: var(--gap-s);
        padding: var(--gap-s) 0;
        overflow: auto;
        border-block: 1px solid var(--line);
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--gap-m);
        justify-content: space-between;
        font-size: var(--text-s);
      }
      span {
        color: var(--ink-soft);
      }
    `,
  ]

  /** Those that differ, then those that do not. */
  @property({ attribute: false }) files: readonly AlignedFile[] = []
  @property({ attribute: false }) same = 0
  @property({ type: Number }) a = 0
  @property({ type: Number }) b = 0

  override render() {
    const differing = this.files.length - this.same
    return html`<details>
      <summary>${fileListTexts.summary(differing, this.same)}</summary>
      <ol tabindex="0" aria-label=${fileListTexts.label}>
        ${this.files.map(
          (file) => html`<li>
            <a class="plain" href=${placeHash({ path: file.path, line: null })} @click=${(event: Event) => this.choose(event, file)}
              >${shownCode(file.path)}</a
            >
            <span class="number">${fileTally(file, this.a, this.b)}</span>
          </li>`,
        )}
      </ol>
    </details>`
  }

  private choose(event: Event, file: AlignedFile) {
    event.preventDefault()
    this.dispatchEvent(new CustomEvent('file-chosen', { detail: file }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-file-list': FileList
  }
}
