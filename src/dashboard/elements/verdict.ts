import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { VerdictAnswer, WrittenVerdictAnswer } from '../../domain/answers.ts'
import type { MaintainerVerdict } from '../../domain/pair.ts'
import { baseStyle, controlStyle } from '../../markup/style.ts'
import { agreementSentence } from '../../words/agreement.ts'
import { verdictTexts } from '../../words/page-texts/evidence.ts'
import { verdictWords, yourVerdict } from '../../words/verdict.ts'
import { ApiError, sendJson } from '../api/client.ts'
import { apiPath } from '../api/paths.ts'
import { dropEarlier } from '../queue/actions.ts'

const choices: readonly MaintainerVerdict[] = ['DUPLICATE', 'NOT_RELATED', 'COMPETING']

/** Where a maintainer says what a pair is. The verdict outranks the score; it can be undone. */
@customElement('claw-verdict')
export class VerdictButtons extends LitElement {
  static override styles = [
    baseStyle,
    controlStyle,
    css`
      .choices {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-s);
      }
      button[aria-pressed='true'] {
        border-color: var(--accent);
        background: var(--accent-wash);
        color: var(--accent);
      }
      button.undo {
        border-color: transparent;
        background: none;
        color: var(--accent);
      }
      p {
        min-height: 1.3rem;
        margin-top: 0.3rem;
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
      p.failed {
        color: var(--bad);
      }
    `,
  ]

  @property() owner = ''
  @property() repo = ''
  @property({ type: Number }) a = 0
  @property({ type: Number }) b = 0
  /** What stands already. */
  @property() verdict: MaintainerVerdict | undefined
  @state() private busy = false
  private written: Promise<void> = Promise.resolve()
  @state() private message = ''
  @state() private failed = false

  override render() {
    return html`
      <div class="choices" role="group" aria-label=${verdictTexts.group(this.a, this.b)}>
        ${choices.map(
          (verdict) => html`<button
            aria-pressed=${this.verdict === verdict ? 'true' : 'false'}
            ?disabled=${this.busy}
            @click=${() => this.give(verdict)}
          >
            ${verdictWords[verdict].button}
          </button>`,
        )}
        ${
          this.verdict === undefined
            ? nothing
            : html`<button class="undo" ?disabled=${this.busy} @click=${() => this.undo()}>${verdictTexts.undo}</button>`
        }
      </div>
      <p role="status" class=${this.failed ? 'failed' : ''}>${this.message || this.standing()}</p>
    `
  }

  /** Gives it by a key: `u` undoes it. */
  async press(key: 'd' | 'n' | 'c' | 'u'): Promise<void> {
    const choice = choices[['d', 'n', 'c'].indexOf(key)]
    // Fingers are faster than the network: what was pressed meanwhile counts afterwards.
    while (this.busy) await this.whenFree()
    if (choice !== undefined) void this.give(choice)
    else if (this.verdict !== undefined) void this.undo()
  }

  /** The browser asks whether to leave while something waits: it can only be sent once it is known what stands. */
  private async whenFree(): Promise<void> {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    await this.written
    window.removeEventListener('beforeunload', warn)
  }

  private standing(): string {
    return this.verdict === undefined ? '' : yourVerdict(this.verdict)
  }

  private give(verdict: MaintainerVerdict) {
    return this.write(() =>
      sendJson<WrittenVerdictAnswer>('PUT', this.path(), { verdict, seen: this.verdict ?? 'NONE' }),
    )
  }

  private undo() {
    return this.write(() => sendJson<VerdictAnswer>('DELETE', `${this.path()}?seen=${this.verdict}`))
  }

  private path(): string {
    return apiPath(this.owner, this.repo, 'pairs', this.a, this.b, 'verdict')
  }

  private write(send: () => Promise<VerdictAnswer | WrittenVerdictAnswer>): Promise<void> {
    this.written = this.writeNow(send)
    return this.written
  }

  private async writeNow(send: () => Promise<VerdictAnswer | WrittenVerdictAnswer>) {
    this.busy = true
    this.failed = false
    try {
      const answer = await send()
      dropEarlier(this.path())
      this.verdict = answer.verdict?.verdict
      const stood = 'stood' in answer && answer.stood
      const said = stood ? verdictTexts.stood : this.standing() || verdictTexts.undone
      this.message = [said, agreementSentence(answer.agreement)].join(' ')
      this.dispatchEvent(new CustomEvent('verdict-given', { detail: answer, bubbles: true, composed: true }))
    } catch (error) {
      this.failed = true
      this.message = error instanceof Error ? error.message : String(error)
      // The form stands in for the page; the verdict is given again afterwards.
      if (error instanceof ApiError && error.status === 401)
        this.dispatchEvent(new CustomEvent('session-needed', { bubbles: true, composed: true }))
    } finally {
      this.busy = false
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-verdict': VerdictButtons
  }
}
