import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { shownText } from '../../markup/shown-text.ts'
import { asSentence } from '../../words/as-sentence.ts'
import { answerTexts } from '../../words/page-texts/frame.ts'
import { ApiError, isAbsent } from '../api/client.ts'
import './not-scanned.ts'
import { baseStyle, controlStyle } from '../../markup/style.ts'

/**
 * A fetch that failed: what happened, and a button that tries again where that can help. A list is absent only while
 * nothing has scanned its repository, which is no failure.
 * @fires session-needed when the API wants the dashboard's token (the app shows the form instead).
 * @fires retry when the reader asks for another try.
 */
@customElement('claw-failure')
export class Failure extends LitElement {
  static override styles = [
    baseStyle,
    controlStyle,
    css`
      :host {
        display: block;
        margin-top: var(--gap-s);
      }
      .box {
        border: 1px solid var(--line);
        border-left: 3px solid var(--bad);
        border-radius: var(--radius);
        background: var(--surface);
        padding: var(--gap-m) var(--gap-l);
        display: grid;
        gap: var(--gap-s);
        justify-items: start;
      }
      button {
        margin-top: var(--gap-s);
      }
    `,
  ]

  /** What was wanted: "The duplicate sets". Begins the sentence. */
  @property() what: string = answerTexts.failed
  @property({ attribute: false }) error: unknown = null
  /** Of a list: its repository. */
  @property() owner = ''
  @property() repo = ''

  override render() {
    const { error } = this
    if (error instanceof ApiError && error.status === 401) return nothing
    const absent = isAbsent(error)
    if (absent && this.repo !== '')
      return html`<claw-not-scanned .owner=${this.owner} .repo=${this.repo}></claw-not-scanned>`
    return html`<div class="box" role="alert">
      <h2>${absent ? answerTexts.absent(this.what) : answerTexts.unread(this.what)}</h2>
      <p class="soft">${shownText(asSentence(error instanceof Error ? error.message : String(error)))}</p>
      ${absent ? html`<a href="/">${answerTexts.allRepositories}</a>` : html`<button @click=${this.retry}>${answerTexts.tryAgain}</button>`}
    </div>`
  }

  protected override updated() {
    if (this.error instanceof ApiError && this.error.status === 401)
      this.dispatchEvent(new CustomEvent('session-needed', { bubbles: true, composed: true }))
  }

  private retry() {
    this.dispatchEvent(new CustomEvent('retry'))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-failure': Failure
  }
}
