import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { SetSummary } from '../../domain/answers.ts'
import { keeperOf, othersOf } from '../../domain/keeper.ts'
import { untilChange } from '../../domain/set-decision.ts'
import { shownText } from '../../markup/shown-text.ts'
import { baseStyle, controlStyle } from '../../markup/style.ts'
import { decisionTexts } from '../../words/page-texts/queue.ts'

const dayMs = 86_400_000
/** Days are UTC days, as the service takes them. */
const dayIn = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10)

type Question = { ask: 'keeper'; set: SetSummary } | { ask: 'until' }

/** Asks which member of a set is kept, or until when the set is put off. Each answer has a key of its own. */
@customElement('claw-decision-dialog')
export class DecisionDialog extends LitElement {
  static override styles = [
    baseStyle,
    controlStyle,
    css`
      dialog {
        width: min(40rem, calc(100vw - 2rem));
        padding: var(--gap-l);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface);
        color: var(--ink);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 40%);
      }
      ol {
        display: grid;
        /* Else the longest title would make the row wider than the dialog. */
        grid-template-columns: minmax(0, 1fr);
        gap: var(--gap-s);
        margin: var(--gap-m) 0;
      }
      li button {
        display: flex;
        gap: var(--gap-s);
        align-items: baseline;
        width: 100%;
        text-align: left;
      }
      li span {
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      kbd {
        flex: none;
        font: var(--text-s) var(--mono);
        padding: 0.1rem 0.45rem;
        border: 1px solid var(--line-strong);
        border-radius: 0.3rem;
      }
      form {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-s);
        align-items: center;
      }
    `,
  ]

  @state() private question: Question | null = null
  private settle: (answer: string | null) => void = () => {}

  /** @returns the number that was chosen; null: none was. */
  async askKeeper(set: SetSummary): Promise<number | null> {
    const answer = await this.ask({ ask: 'keeper', set })
    return answer === null ? null : Number(answer)
  }

  /** @returns a day (2026-12-01) or `change`; null: neither. */
  askUntil(): Promise<string | null> {
    return this.ask({ ask: 'until' })
  }

  override render() {
    const { question } = this
    return html`<dialog aria-labelledby="title" closedby="any" @close=${() => this.settle(null)} @keydown=${this.press}>
      ${question === null ? nothing : question.ask === 'keeper' ? this.renderKeeper(question.set) : this.renderUntil()}
    </dialog>`
  }

  private async ask(question: Question): Promise<string | null> {
    this.settle(null)
    this.question = question
    await this.updateComplete
    const dialog = this.renderRoot.querySelector('dialog')!
    const answer = await new Promise<string | null>((resolve) => {
      this.settle = resolve
      dialog.showModal()
    })
    if (dialog.open) dialog.close()
    this.question = null
    return answer
  }

  private renderKeeper(set: SetSummary) {
    const keeper = keeperOf(set).number
    const members = [set.members.find(({ number }) => number === keeper)!, ...othersOf(set)]
    return html`<h2 id="title">${decisionTexts.whichKeeper}</h2>
      <ol>
        ${members.map(
          ({ number, title }, at) => html`<li>
            <button data-key=${at < 9 ? at + 1 : nothing} @click=${() => this.settle(String(number))}>
              ${at < 9 ? html`<kbd aria-hidden="true">${at + 1}</kbd>` : nothing}
              <span><span class="number">#${number}</span> ${shownText(title)}</span>
            </button>
          </li>`,
        )}
      </ol>
      ${this.renderCancel()}`
  }

  private renderUntil() {
    const choice = (key: string, words: string, until: string) => html`<li>
      <button data-key=${key} @click=${() => this.settle(until)}>
        <kbd aria-hidden="true">${key}</kbd> <span>${words}</span>
      </button>
    </li>`
    return html`<h2 id="title">${decisionTexts.untilWhen}</h2>
      <ol>
        ${choice('c', decisionTexts.change, untilChange)} ${choice('1', decisionTexts.tomorrow(dayIn(1)), dayIn(1))}
        ${choice('2', decisionTexts.week(dayIn(7)), dayIn(7))} ${choice('3', decisionTexts.month(dayIn(30)), dayIn(30))}
      </ol>
      <form @submit=${this.chooseDay}>
        <label>${decisionTexts.anotherDay} <input type="date" name="day" required min=${dayIn(1)} max="9999-12-31" /></label>
        <button>${decisionTexts.putOff}</button>
        ${this.renderCancel()}
      </form>`
  }

  private renderCancel() {
    return html`<button type="button" @click=${() => this.settle(null)}>${decisionTexts.cancel}</button>`
  }

  private chooseDay(event: SubmitEvent) {
    event.preventDefault()
    this.settle(String(new FormData(event.currentTarget as HTMLFormElement).get('day')))
  }

  private press(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const [target] = event.composedPath()
    if (target instanceof HTMLInputElement) return
    const buttons = [...this.renderRoot.querySelectorAll<HTMLButtonElement>('button[data-key]')]
    const pressed = buttons.find(({ dataset }) => dataset.key === event.key)
    if (pressed === undefined) return
    event.preventDefault()
    // The next page is there before the window hears of the key: it must not decide that, too.
    event.stopPropagation()
    pressed.click()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-decision-dialog': DecisionDialog
  }
}
