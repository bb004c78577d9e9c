import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { FeedToken } from '../../domain/answers.ts'
import { age } from '../../words/numbers.ts'
import { feedTexts } from '../../words/page-texts/scans.ts'
import { ApiError, fetchJson, sendJson } from '../api/client.ts'
import { apiPath } from '../api/paths.ts'
import './copy-text.ts'
import { baseStyle, controlStyle } from '../../markup/style.ts'

/**
 * Addresses of the Atom feed for readers that cannot log in: each carries a token that opens this feed alone, is shown
 * once, and can be revoked.
 */
@customElement('claw-feed-address')
export class FeedAddress extends LitElement {
  static override styles = [
    baseStyle,
    controlStyle,
    css`
      :host {
        display: block;
        margin: var(--gap-s) 0 var(--gap-l);
        max-width: 34rem;
        font-size: var(--text-m);
      }
      summary {
        width: fit-content;
        padding: 0.3rem 0;
        color: var(--accent);
        cursor: pointer;
      }
      p,
      ul {
        margin: var(--gap-s) 0;
        color: var(--ink-soft);
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-s) var(--gap-m);
        margin-top: var(--gap-s);
      }
      [role='alert'] {
        color: var(--bad);
      }
    `,
  ]

  @property() owner = ''
  @property() repo = ''
  /** Null: not read so far. */
  @state() private tokens: FeedToken[] | null = null
  /** The address that was just made: it is not shown again. */
  @state() private made = ''
  @state() private problem: string | null = null

  override render() {
    return html`<details @toggle=${this.open}>
      <summary>${feedTexts.heading}</summary>
      <p>${feedTexts.what}</p>
      ${
        this.made === ''
          ? nothing
          : html`<p role="status">${feedTexts.copyNow}</p>
            <claw-copy shown label=${feedTexts.copy} .text=${this.made}></claw-copy>`
      }
      ${this.tokens === null ? nothing : this.renderTokens(this.tokens)}
      ${this.problem === null ? nothing : html`<p role="alert">${this.problem}</p>`}
    </details>`
  }

  private renderTokens(tokens: FeedToken[]) {
    const now = Date.now()
    return html`${
      tokens.length === 0
        ? nothing
        : html`<ul>
            ${tokens.map(
              ({ id, createdAt, lastUsedAt }) => html`<li>
                ${feedTexts.made(age(createdAt, now), lastUsedAt === null ? null : age(lastUsedAt, now))}
                <button @click=${() => this.change('DELETE', String(id))}>${feedTexts.revoke}</button>
              </li>`,
            )}
          </ul>`
    }
      <button @click=${() => this.change('POST')}>${feedTexts.make}</button>`
  }

  private open(event: Event) {
    if ((event.currentTarget as HTMLDetailsElement).open && this.tokens === null) void this.change()
  }

  /** Makes or revokes one, and reads what there is then. */
  private async change(method?: 'POST' | 'DELETE', id?: string) {
    const path = apiPath(this.owner, this.repo, 'feed-tokens')
    this.problem = null
    try {
      if (method === 'DELETE') await sendJson('DELETE', `${path}/${id}`)
      if (method === 'POST')
        this.made = `${location.origin}${(await sendJson<{ path: string }>('POST', path)).path}`
      const { items } = await fetchJson<{ items: FeedToken[] }>(path, {}, new AbortController().signal)
      this.tokens = items
    } catch (error) {
      if (error instanceof ApiError && error.status === 401)
        this.dispatchEvent(new CustomEvent('session-needed', { bubbles: true, composed: true }))
      else this.problem = error instanceof Error ? error.message : String(error)
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-feed-address': FeedAddress
  }
}
