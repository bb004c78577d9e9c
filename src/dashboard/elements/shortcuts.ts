import { css, html, LitElement } from 'lit'
import { customElement } from 'lit/decorators.js'
import { baseStyle, controlStyle } from './style.ts'
import type { VerdictButtons } from './verdict.ts'

const keys = [
  ['j', 'the next row'],
  ['k', 'the row before'],
  ['Enter', 'open the row'],
  ['d', 'duplicate'],
  ['n', 'not a duplicate'],
  ['c', 'competing, keep both'],
  ['u', 'take the word back'],
  ['/', 'search'],
  ['?', 'this list'],
] as const

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
        margin: var(--gap-m) 0 var(--gap-l);
        align-items: baseline;
      }
      kbd {
        font: var(--text-s) var(--mono);
        padding: 0.1rem 0.45rem;
        border: 1px solid var(--line-strong);
        border-radius: 0.3rem;
      }
    `,
  ]

  override connectedCallback() {
    super.connectedCallback()
    window.addEventListener('keydown', this.press)
  }

  override disconnectedCallback() {
    window.removeEventListener('keydown', this.press)
    super.disconnectedCallback()
  }

  override render() {
    return html`<dialog aria-labelledby="title">
      <h2 id="title">Keys</h2>
      <dl>${keys.map(([key, what]) => html`<dt><kbd>${key}</kbd></dt><dd>${what}</dd>`)}</dl>
      <form method="dialog"><button>Close</button></form>
    </dialog>`
  }

  private readonly press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return
    const dialog = this.renderRoot.querySelector('dialog')!
    if (dialog.open) return
    switch (event.key) {
      case 'j':
      case 'k':
        moveRow(event.key === 'j' ? 1 : -1)
        break
      case 'd':
      case 'n':
      case 'c':
      case 'u':
        // On the page of a pair, or of the pair that is unfolded first.
        findDeep<VerdictButtons>(document, 'claw-verdict')[0]?.press(event.key)
        break
      case '/':
        findDeep(document, 'claw-filters')[0]?.focus()
        break
      case '?':
        dialog.showModal()
        break
      default:
        return
    }
    event.preventDefault()
  }
}

function isTyping(event: Event): boolean {
  const [target] = event.composedPath()
  return target instanceof HTMLElement && target.matches('input, select, textarea, [contenteditable]')
}

/** Moves the focus to the next or the previous row from where it is, or to the first one. */
function moveRow(step: 1 | -1): void {
  const rows = findDeep(document, 'claw-set, claw-pull')
  const at = rows.findIndex((row) => row.shadowRoot?.activeElement)
  const row = rows[at === -1 ? 0 : at + step]
  row?.focus()
  row?.scrollIntoView({ block: 'nearest' })
}

/** The elements that match, in the order of the page, through the shadow trees of the app and its page. */
function findDeep<T extends HTMLElement>(root: ParentNode, selector: string): T[] {
  return [...root.querySelectorAll<T>('*')].flatMap((element) => {
    if (element.matches(selector)) return [element]
    return element.shadowRoot ? findDeep(element.shadowRoot, selector) : []
  })
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-shortcuts': Shortcuts
  }
}
