import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { SetDetail } from '../../domain/answers.ts'
import { shownCode } from '../../markup/shown-text.ts'
import { baseStyle, controlStyle } from '../../markup/style.ts'
import { defaultComment, longestTemplate, placeholders, templateProblem } from '../../words/close-comment.ts'
import { type ClosingTime, closingComment } from '../../words/close-plan.ts'
import { commentTexts } from '../../words/page-texts/plan.ts'
import { ApiError, sendJson } from '../api/client.ts'
import { apiPath } from '../api/paths.ts'

/**
 * Where the maintainers of a repository write the comment with which they close what repeats another pull request, once
 * for all of its plans; the preview has it filled in.
 * @fires comment-written with the template; null: the built-in one is in force again.
 */
@customElement('claw-comment-template')
export class CommentTemplate extends LitElement {
  static override styles = [
    baseStyle,
    controlStyle,
    css`
      :host {
        margin-top: var(--gap-m);
      }
      summary {
        width: fit-content;
        padding: 0.3rem 0;
        color: var(--accent);
        cursor: pointer;
      }
      .both {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr));
        gap: var(--gap-m);
        margin: var(--gap-s) 0;
      }
      textarea,
      pre {
        width: 100%;
        min-height: 11rem;
        margin: 0.3rem 0 0;
        padding: var(--gap-s) var(--gap-m);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface);
        color: var(--ink);
        font: 0.8125rem / 1.55 var(--mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        resize: vertical;
      }
      pre {
        border-color: var(--line);
        background: var(--sunken);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 var(--gap-m);
        margin: var(--gap-s) 0;
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-s);
      }
      [role='alert'] {
        color: var(--bad);
      }
    `,
  ]

  @property() owner = ''
  @property() repo = ''
  /** The set whose first closing the preview shows. */
  @property({ attribute: false }) sample!: SetDetail
  @property() time: ClosingTime = 'merged'
  /** As it is being written; null: as it stands. */
  @state() private draft: string | null = null
  @state() private told = ''
  @state() private problem = ''
  @state() private busy = false

  override render() {
    const stands = this.sample.closeComment ?? defaultComment
    const template = this.draft ?? stands
    const wrong = templateProblem(template)
    const preview = closingComment({ ...this.sample, closeComment: template }, this.time)
    return html`<details>
      <summary>${commentTexts.heading}</summary>
      <div class="both">
        <label
          >${commentTexts.template}
          <textarea
            maxlength=${longestTemplate}
            spellcheck="true"
            aria-invalid=${wrong === null ? 'false' : 'true'}
            aria-describedby="known wrong"
            .value=${template}
            @input=${this.write}
          ></textarea>
        </label>
        <div>
          ${
            preview === null
              ? html`<p class="soft">${commentTexts.noPreview}</p>`
              : html`${commentTexts.asItGets(preview.number)}
                  <pre tabindex="0" role="region" aria-label=${commentTexts.preview}>${wrong === null ? preview.text : ''}</pre>`
          }
        </div>
      </div>
      <dl id="known">
        ${Object.entries(placeholders).map(
          ([name, meaning]) => html`<dt>${shownCode(`{${name}}`)}</dt>
            <dd>${meaning}</dd>`,
        )}
      </dl>
      <p class="faint">${commentTexts.emptyLines}</p>
      <p id="wrong" role="alert">${this.problem || (wrong === null ? '' : commentTexts.wrong(wrong))}</p>
      <div class="actions">
        <button class="primary" ?disabled=${this.busy || wrong !== null || template === stands} @click=${this.save}>
          ${commentTexts.save}
        </button>
        ${
          this.sample.closeComment == null
            ? nothing
            : html`<button ?disabled=${this.busy} @click=${this.reset}>${commentTexts.restore}</button>`
        }
        <span role="status">${this.told}</span>
      </div>
    </details>`
  }

  private write(event: Event) {
    this.draft = (event.currentTarget as HTMLTextAreaElement).value
    this.told = ''
    this.problem = ''
  }

  private save() {
    return this.send(commentTexts.saved, () =>
      sendJson<{ template: string | null }>('PUT', this.path(), {
        template: this.draft,
        seen: this.sample.closeComment ?? null,
      }),
    )
  }

  private reset() {
    return this.send(commentTexts.restored, () => sendJson('DELETE', this.path()))
  }

  private path(): string {
    return apiPath(this.owner, this.repo, 'close-comment')
  }

  private async send(done: string, write: () => Promise<{ template: string | null }>) {
    this.busy = true
    this.problem = ''
    try {
      const { template } = await write()
      this.draft = null
      this.told = done
      this.dispatchEvent(new CustomEvent('comment-written', { detail: template }))
    } catch (error) {
      if (error instanceof ApiError && error.status === 401)
        this.dispatchEvent(new CustomEvent('session-needed', { bubbles: true, composed: true }))
      else this.problem = error instanceof Error ? error.message : String(error)
    } finally {
      this.busy = false
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-comment-template': CommentTemplate
  }
}
