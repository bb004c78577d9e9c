import { css, html, LitElement, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { baseStyle, controlStyle } from '../../markup/style.ts'
import { keyTexts } from '../../words/page-texts/frame.ts'
import { followActions, unsentActions } from '../queue/actions.ts'
import { ancestors, findDeep, findFocused, isFolded, isTyping } from './deep.ts'
import type { PairEvidence } from './evidence.ts'
import { undoLast } from './last-action.ts'
import type { VerdictButtons } from './verdict.ts'

/** Pages on which a key means more than it does on others. */
const pages = 'claw-set-page, claw-sets-page'
const changes = 'claw-changes'
const questions = 'dialog[open]'
type KeyTaker = HTMLElement & { takeKey(key: string): boolean }

/** The keys that spare a maintainer the mouse, and the sheet that tells them. Text fields keep their keys. */
@customElement('claw-shortcuts')
export class Shortcuts extends LitElement {
  static override styles = [
    baseStyle,
    controlStyle,
    css`
      dialog {
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface);
        color: var(--ink);
        padding: var(--gap-l);
        min-width: min(20rem, 80vw);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 40%);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--gap-s) var(--gap-m);
        margin: var(--gap-s) 0 var(--gap-m);
        align-items: baseline;
      }
      h3 {
        margin-top: var(--gap-m);
      }
      .hint {
        padding: var(--gap-s) var(--gap-m);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface);
      }
      kbd {
        font: var(--text-s) var(--mono);
        padding: 0.1rem 0.45rem;
        border: 1px solid var(--line-strong);
        border-radius: 0.3rem;
      }
    `,
  ]

  /** Why a key did nothing. */
  @state() private hint = ''
  /** Whether the sheet was asked for: few readers do, and it would be drawn with each first view. */
  @state() private isAsked = false

  private stopFollowing: (() => void) | undefined

  override connectedCallback() {
    super.connectedCallback()
    window.addEventListener('keydown', this.press)
    // What it says of the actions may hold no longer.
    this.stopFollowing = followActions(() => {
      this.hint = ''
    })
  }

  override disconnectedCallback() {
    this.stopFollowing?.()
    window.removeEventListener('keydown', this.press)
    super.disconnectedCallback()
  }

  override render() {
    return html`${this.isAsked ? this.renderSheet() : nothing}
      <p role="status" class=${this.hint === '' ? '' : 'hint'}>${this.hint}</p>`
  }

  private renderSheet() {
    return html`<dialog aria-labelledby="title" closedby="any">
      <h2 id="title">${keyTexts.headline}</h2>
      ${keyTexts.sheet.map(
        ({ where, keys }) => html`<h3>${where}</h3>
          <dl>${keys.map(([key, what]) => html`<dt><kbd>${key}</kbd></dt><dd>${what}</dd>`)}</dl>`,
      )}
      <form method="dialog"><button>${keyTexts.close}</button></form>
    </dialog>`
  }

  private async showSheet() {
    this.isAsked = true
    await this.updateComplete
    const dialog = this.renderRoot.querySelector('dialog')!
    dialog.showModal()
    // The button that takes the focus stands at the end: on a small screen the list would begin in its midst.
    dialog.scrollTop = 0
  }

  private readonly press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return
    // A key that is held down goes through rows and files; it decides no set that the reader has not seen.
    if (event.repeat && !['j', 'k', '[', ']'].includes(event.key)) return
    // Looked for at once: a page with a diff has thousands of elements.
    const found = findDeep<KeyTaker>(document, `${questions}, ${changes}, ${pages}`)
    const takes = (names: string) => found.some((taker) => taker.matches(names) && taker.takeKey?.(event.key))
    // A question has keys of its own.
    if (found.some((one) => one.matches(questions))) return
    this.hint = ''
    if (takes(changes) || (!isJudging() && takes(pages))) return event.preventDefault()
    switch (event.key) {
      case 'j':
      case 'k':
        moveRow(event.key === 'j' ? 1 : -1)
        break
      case 'd':
      case 'n':
      case 'c':
      case 'u':
        void this.judge(event.key)
        break
      case '/':
        findDeep(document, 'claw-filters')[0]?.focus()
        break
      case '?':
        void this.showSheet()
        break
      default:
        return
    }
    event.preventDefault()
  }

  private async judge(key: 'd' | 'n' | 'c' | 'u') {
    const chosen = await findChosen()
    if (key === 'u' && chosen?.verdict === undefined) {
      if (!(await undoLast()))
        this.hint = unsentActions().length > 0 ? keyTexts.notSentYet : keyTexts.nothingToUndo
      return
    }
    this.hint = chosen === null ? keyTexts.nothingSelected : ''
    await chosen?.press(key)
  }
}

/** Whether the reader is at a pair with buttons of its own. */
function isJudging(): boolean {
  return [...ancestors(findFocused())].some(
    (element) => isEvidence(element) || element.localName === 'claw-verdict',
  )
}

/** By its name: its code comes when a pair is unfolded. */
const isEvidence = (element: Element): element is PairEvidence => element.localName === 'claw-evidence'

/** What `j` and `k` walk: the rows of a list, and pairs with their evidence. */
const walked = 'claw-set, claw-pull, claw-evidence, [data-row]'

/** Moves the focus to the next or the previous row from where it is, or to the first one. */
function moveRow(step: 1 | -1): void {
  const rows = findDeep(document, walked).filter((row) => !isFolded(row))
  // An unfolded set holds the evidence of its pairs: the innermost one counts.
  const at = rows.findLastIndex((row) => row.matches(':focus-within'))
  const row = rows[at === -1 ? 0 : at + step]
  row?.focus()
  row?.scrollIntoView({ block: 'nearest' })
}

/**
 * The buttons that a key presses: those of the pair that has the focus, which is unfolded for it; else the only ones
 * that are to be seen. Never those of a pair that the reader may not be looking at.
 */
async function findChosen(): Promise<VerdictButtons | null> {
  for (const element of ancestors(findFocused())) {
    if (isEvidence(element) && element.owner !== '') {
      element.open = true
      await element.updateComplete
      return findDeep<VerdictButtons>(element.shadowRoot!, 'claw-verdict')[0] ?? null
    }
    if (element.localName === 'claw-verdict') return element as VerdictButtons
  }
  const shown = findDeep<VerdictButtons>(document, 'claw-verdict').filter((buttons) => !isFolded(buttons))
  return shown.length === 1 ? shown[0]! : null
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-shortcuts': Shortcuts
  }
}
