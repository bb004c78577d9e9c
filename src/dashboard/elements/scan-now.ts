import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { ApiError, triggerScan } from '../api/client.ts'
import { baseStyle, controlStyle } from './style.ts'

/** Asks for a scan, for whoever has the ops token. The token goes into one request's header and is kept nowhere. */
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
  @state() private busy = false
  @state() private answer = ''
  @state() private problem: string | null = null

  override render() {
    return html`<details>
      <summary>Scan now</summary>
      <form @submit=${this.submit} autocomplete="off">
        <label>
          <span>Ops token (<code>OPS_TRIGGER_TOKEN</code> on the server; it is not kept here)</span>
          <input name="token" type="password" autocomplete="off" autocapitalize="off" spellcheck="false" required />
        </label>
        <label class="check">
          <input name="fresh" type="checkbox" /> Even if this hour’s scan was made already
        </label>
        <button class="primary" ?disabled=${this.busy}>${this.busy ? 'Asking…' : 'Ask for a scan'}</button>
        <p role="status">${this.answer}</p>
        ${this.problem === null ? nothing : html`<p role="alert">${this.problem}</p>`}
      </form>
    </details>`
  }

  private async submit(event: SubmitEvent) {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const input = this.renderRoot.querySelector<HTMLInputElement>('input[type=password]')!
    this.busy = true
    this.problem = null
    this.answer = ''
    try {
      const { owner, repo } = this
      const snapshot = form.has('fresh') ? { snapshot: `manual-${new Date().toISOString()}` } : {}
      const { enqueued, state: jobState } = await triggerScan(input.value.trim(), {
        owner,
        repo,
        ...snapshot,
      })
      input.value = ''
      this.answer = enqueued
        ? 'The scan is in the queue.'
        : `There is such a scan already: ${jobState ?? 'known'}.`
    } catch (error) {
      this.problem =
        error instanceof ApiError && error.status === 401
          ? 'That is not the ops token. Check it for missing characters.'
          : error instanceof Error
            ? error.message
            : String(error)
      input.focus()
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
