import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { baseStyle, controlStyle } from '../../markup/style.ts'
import { loginTexts } from '../../words/page-texts/login.ts'
import { ApiError, openSession } from '../api/client.ts'

/**
 * Asks for the dashboard's token and trades it for a cookie that no script can read. The token is kept nowhere else.
 * @fires session-opened when the API took the token.
 * @fires session-declined when the reader goes on without it.
 */
@customElement('claw-login-form')
export class LoginForm extends LitElement {
  static override styles = [
    baseStyle,
    controlStyle,
    css`
      :host {
        max-width: 26rem;
        margin: clamp(1rem, 8vh, 6rem) auto 0;
      }
      form {
        display: grid;
        gap: var(--gap-m);
        margin-top: var(--gap-l);
      }
      label {
        display: grid;
        gap: var(--gap-xs);
        font-weight: 500;
      }
      input {
        width: 100%;
        font-family: var(--mono);
      }
      p {
        color: var(--ink-soft);
        margin-top: var(--gap-s);
      }
      [role='alert'] {
        color: var(--bad);
        margin: 0;
      }
    `,
  ]

  @state() private busy = false
  @state() private problem: string | null = null

  /** The dashboard is public: the token is for saying something alone. */
  @property({ type: Boolean }) write = false

  override render() {
    return html`
      <h1>${this.write ? loginTexts.toWrite : loginTexts.toRead}</h1>
      <p>${loginTexts.what.before}<code>DASHBOARD_TOKEN</code>${loginTexts.what.after}</p>
      <form @submit=${this.submit}>
        <label>
          ${loginTexts.token}
          <input
            name="token"
            type="password"
            autocomplete="current-password"
            autocapitalize="off"
            spellcheck="false"
            required
            aria-invalid=${this.problem !== null}
            aria-describedby=${this.problem === null ? nothing : 'problem'}
          />
        </label>
        ${this.problem === null ? nothing : html`<p id="problem" role="alert">${this.problem}</p>`}
        <button class="primary" ?disabled=${this.busy}>${this.busy ? loginTexts.checking : this.write ? loginTexts.proceed : loginTexts.open}</button>
        ${this.write ? html`<button type="button" @click=${this.decline}>${loginTexts.decline}</button>` : nothing}
      </form>
    `
  }

  protected override firstUpdated() {
    this.renderRoot.querySelector('input')?.focus()
  }

  private decline() {
    this.dispatchEvent(new CustomEvent('session-declined'))
  }

  private async submit(event: SubmitEvent) {
    event.preventDefault()
    const input = this.renderRoot.querySelector('input')!
    this.busy = true
    this.problem = null
    try {
      await openSession(input.value.trim())
      input.value = ''
      this.dispatchEvent(new CustomEvent('session-opened'))
    } catch (error) {
      this.problem = describe(error)
      input.focus()
    } finally {
      this.busy = false
    }
  }
}

function describe(error: unknown): string {
  if (!(error instanceof ApiError)) return String(error)
  return error.status === 401 ? loginTexts.wrong : error.message
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-login-form': LoginForm
  }
}
