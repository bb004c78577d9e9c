import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { SetDetail } from '../../domain/answers.ts'
import { keeperOf } from '../../domain/keeper.ts'
import { type ClosingTime, cautions, closings, mayWait } from '../../words/close-plan.ts'
import { closePlans } from '../../words/close-plans.ts'
import { planTexts } from '../../words/page-texts/plan.ts'
import './comment-template.ts'
import './copy-text.ts'
import { baseStyle } from '../../markup/style.ts'

/**
 * A close plan, of one set or of several in one script, and the choice of when what repeats an open keeper is closed.
 */
@customElement('claw-plan')
export class PlanChoice extends LitElement {
  static override styles = [
    baseStyle,
    css`
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-s) var(--gap-l);
        margin: var(--gap-m) 0 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        color: var(--ink-soft);
      }
      .caution {
        margin-top: var(--gap-s);
        color: var(--warn);
      }
      claw-copy {
        display: block;
        margin-top: var(--gap-m);
      }
    `,
  ]

  @property() owner = ''
  @property() repo = ''
  @property({ attribute: false }) sets: readonly SetDetail[] = []

  /** When the close plan closes what repeats an open keeper. */
  @state() private time: ClosingTime = 'merged'
  /** The comment as it was written here; undefined: it was not. */
  @state() private comment: string | null | undefined

  override render() {
    const sets = this.sets
      .filter((set) => closings(set).length > 0)
      .map((set) => (this.comment === undefined ? set : { ...set, closeComment: this.comment }))
    const waiting = sets.filter(mayWait)
    const kept = waiting.length === 1 ? keeperOf(waiting[0]!).number : null
    const choice = (time: ClosingTime, label: string) => html`<label>
      <input
        type="radio"
        name="time"
        .checked=${this.time === time}
        @change=${() => {
          this.time = time
        }}
      />
      ${label}
    </label>`
    return html`<p class="soft">${planTexts.script}</p>
      ${sets.flatMap(cautions).map((caution) => html`<p class="caution">${caution}</p>`)}
      ${
        waiting.length > 0
          ? html`<fieldset>
              <legend>${planTexts.when}</legend>
              ${choice('merged', planTexts.hold(kept))} ${choice('now', planTexts.now)}
            </fieldset>`
          : nothing
      }
      <claw-copy
        shown
        label=${planTexts.copy}
        .text=${closePlans(sets, this.owner, this.repo, this.time)}
      ></claw-copy>
      ${
        sets[0] === undefined
          ? nothing
          : html`<claw-comment-template
              .owner=${this.owner}
              .repo=${this.repo}
              .sample=${sets[0]}
              .time=${this.time}
              @comment-written=${(event: CustomEvent<string | null>) => {
                this.comment = event.detail
              }}
            ></claw-comment-template>`
      }`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-plan': PlanChoice
  }
}
