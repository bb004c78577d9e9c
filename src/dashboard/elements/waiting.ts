import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { baseStyle } from '../../markup/style.ts'
import { answerTexts } from '../../words/page-texts/frame.ts'

/** A fetch under way: grey lines where the answer will stand, and words for a screen reader. */
@customElement('claw-waiting')
export class Waiting extends LitElement {
  static override styles = [
    baseStyle,
    css`
      /* An answer that comes at once shows no grey lines. */
      .lines {
        display: grid;
        gap: var(--gap-m);
        padding: var(--gap-l) 0;
        animation: appear 0.2s 0.15s both;
      }
      .lines span {
        height: 0.9rem;
        border-radius: 0.45rem;
        background: var(--sunken);
      }
      .lines span:nth-child(3n + 1) {
        width: 72%;
      }
      .lines span:nth-child(3n + 2) {
        width: 91%;
      }
      .lines span:nth-child(3n) {
        width: 48%;
        margin-bottom: var(--gap-m);
      }
      @keyframes appear {
        from {
          opacity: 0;
        }
      }
    `,
  ]

  /** What is awaited: "the duplicate sets". */
  @property() what: string = answerTexts.awaited

  override render() {
    return html`<p role="status" class="unseen">${answerTexts.reading(this.what)}</p>
      <div class="lines" aria-hidden="true">${Array.from({ length: 9 }, () => html`<span></span>`)}</div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-waiting': Waiting
  }
}
