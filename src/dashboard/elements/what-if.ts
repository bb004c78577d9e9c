import { Task } from '@lit/task'
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { WhatIfAnswer } from '../../domain/answers.ts'
import { shownText } from '../../markup/shown-text.ts'
import { whatIfTexts } from '../../words/page-texts/what-if.ts'
import { fetchJson } from '../api/client.ts'
import './failure.ts'
import './merge-matrix.ts'
import { baseStyle } from '../../markup/style.ts'
import './waiting.ts'

/** While merges are tried: a set takes a second, a dozen pull requests some more. */
const againMs = 1_500

/** What merging one pull request makes of the others, read when it is shown and again until it is known. */
@customElement('claw-what-if')
export class WhatIf extends LitElement {
  static override styles = [baseStyle]

  /** The API's address of the answer. */
  @property() from = ''

  /** What the page knows of it already; null: nothing. */
  @property({ attribute: false }) known: WhatIfAnswer | null = null

  @state() private answer: WhatIfAnswer | null = null
  private again: ReturnType<typeof setTimeout> | undefined

  private readonly read = new Task(this, {
    args: () => [this.from, this.known] as const,
    task: ([from, known], { signal }) =>
      known?.state === 'ready' ? known : fetchJson<WhatIfAnswer>(from, {}, signal),
    onComplete: (answer) => {
      this.answer = answer
      clearTimeout(this.again)
      if (answer.state === 'computing' && this.isConnected)
        this.again = setTimeout(() => void this.read.run(), againMs)
    },
  })

  override disconnectedCallback() {
    super.disconnectedCallback()
    clearTimeout(this.again)
  }

  override render() {
    return this.read.render({
      // Read again while it is worked out: what is there stays.
      initial: () => this.renderAnswer(),
      pending: () => this.renderAnswer(),
      complete: () => this.renderAnswer(),
      error: (error) =>
        html`<claw-failure what=${whatIfTexts.failed} .error=${error} @retry=${() => this.read.run()}></claw-failure>`,
    })
  }

  private renderAnswer() {
    const { answer } = this
    if (answer === null || answer.state === 'computing')
      return html`<claw-waiting what=${whatIfTexts.awaited}></claw-waiting>`
    if (answer.state === 'ready') return html`<claw-merge-matrix .answer=${answer}></claw-merge-matrix>`
    return html`<p class="soft" role="status">
      ${whatIfTexts.unknown(answer.reason !== null)}${answer.reason === null ? nothing : html`${shownText(answer.reason)}.`}
    </p>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-what-if': WhatIf
  }
}
