import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { baseStyle, controlStyle } from '../../markup/style.ts'
import { scanNowTexts } from '../../words/page-texts/scans.ts'
import { ApiError, hasSession, openSession, triggerScan } from '../api/client.ts'

/**
 * Asks for a scan, for a maintainer with the ops token. It is given once and traded for a cookie that no script can
 * read; it is kept nowhere else.
 */
@customElement('claw-scan-now')
export class ScanNow extends LitElement {
  static override styles = [
    baseStyle,
    controlStyle,
    css`
      details {
        max-width: 34rem;
      }
      summary {
        display: inline-block;
        padding: 0.4rem 0.75rem;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface);
        font-weight: 500;
        font-size: var(--text-m);
        cursor: pointer;
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      form {
        display: grid;
        gap: var(--gap-s);
        margin-top: var(--gap-m);
      }
      label {
        display: grid;
        gap: var(--gap-xs);
        font-size: var(--text-m);
      }
      label.check {
        display: flex;
        align-items: center;
        gap: var(--gap-s);
      }
      input[type='checkbox'] {
        min-height: 0;
        width: 1rem;
        height: 1rem;
      }
      input[type='password'] {
        font-family: var(--mono);
      }
      button {
        justify-self: start;
      }
      p {
        font-size: var(--text-m);
        color: var(--ink-soft);
      }
      [role='alert'] {
        color: var(--bad);
      }
    `,
  ]

  @property() owner = ''
  @property() repo = ''
  /** The token was given before. */
  @state() private known = hasSession('ops')
  @state() private busy = false
  @state() private answer = ''
  @state() private problem: string | null = null

  override render() {
    return html`<details>
      <summary>${scanNowTexts.heading}</summary>
      <form @submit=${this.submit} autocomplete="off">
        ${
          this.known
            ? nothing
            : html`<label>
                <span>${scanNowTexts.token.before}<code>OPS_TRIGGER_TOKEN</code>${scanNowTexts.token.after}</span>
                <input name="token" type="password" autocomplete="off" autocapitalize="off" spellcheck="false" required />
              </label>`
        }
        <label class="check">
          <input name="fresh" type="checkbox" /> ${scanNowTexts.again}
        </label>
        <button class="primary" ?disabled=${this.busy}>${this.busy ? scanNowTexts.asking : scanNowTexts.ask}</button>
        <p role="status">${this.answer}</p>
        ${this.problem === null ? nothing : html`<p role="alert">${this.problem}</p>`}
      </form>
    </details>`
  }

  private async submit(event: SubmitEvent) {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const token = this.renderRoot.querySelector<HTMLInputElement>('input[type=password]')?.value.trim()
    this.busy = true
    this.problem = null
    this.answer = ''
    try {
      const { owner, repo } = this
      const snapshot = form.has('fresh') ? { snapshot: `manual-${new Date().toISOString()}` } : {}
      if (token !== undefined) await openSession(token, 'ops')
      this.known = true
      const { enqueued, state: jobState } = await triggerScan({ owner, repo, ...snapshot })
      this.answer = enqueued ? scanNowTexts.queued : scanNowTexts.exists(jobState)
    } catch (error) {
      const refused = error instanceof ApiError && error.status === 401
      // The session has ended: the token is asked for again.
      if (refused) this.known = false
      this.problem = refused
        ? token === undefined
          ? scanNowTexts.tokenNeeded
          : scanNowTexts.tokenWrong
        : error instanceof Error
          ? error.message
          : String(error)
      await this.updateComplete
      this.renderRoot.querySelector<HTMLInputElement>('input[type=password]')?.focus()
    } finally {
      this.busy = false
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-scan-now': ScanNow
  }
}
