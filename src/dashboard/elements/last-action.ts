import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { shownText } from '../../markup/shown-text.ts'
import { baseStyle, controlStyle } from '../../markup/style.ts'
import { lastActionTexts } from '../../words/page-texts/frame.ts'
import { progressSentence } from '../../words/set-decision.ts'
import { briefPageText } from '../../words/strangers-text.ts'
import { followEvents } from '../api/live.ts'
import {
  canResend,
  dismissRefused,
  followActions,
  hasInherited,
  isAtRisk,
  isUnsaved,
  lastAction,
  refusedActions,
  resendActions,
  retryActions,
  undoAction,
  unsentActions,
} from '../queue/actions.ts'
import type { LastAction } from '../queue/given-action.ts'
import { followQueue, progressOf } from '../queue/open-sets.ts'
import { navigate } from '../router.ts'

/** What the service says of a failure; more than this many characters would cover the page. */
const mostOfProblem = 300

/** The last verdict or decision, with its undo, whichever page the reader has gone on to; and how far the queue is. */
@customElement('claw-last-action')
export class LastActionLine extends LitElement {
  static override styles = [
    baseStyle,
    controlStyle,
    css`
      [role='status'] {
        display: grid;
        justify-items: center;
        gap: var(--gap-s);
      }
      p {
        display: flex;
        flex-wrap: wrap;
        pointer-events: auto;
        align-items: center;
        gap: 0 var(--gap-m);
        width: max-content;
        max-width: calc(100vw - 2rem);
        padding: 0.3rem var(--gap-m);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface);
        font-size: var(--text-m);
        box-shadow: 0 2px 12px rgb(0 0 0 / 15%);
      }
      .failed {
        border-color: var(--bad);
        color: var(--bad);
      }
      button {
        border: 0;
        padding: 0.3rem;
        min-height: 2rem;
        background: none;
        color: var(--accent);
      }
      kbd {
        font: var(--text-s) var(--mono);
      }
    `,
  ]

  @property() owner = ''
  @property() repo = ''
  @state() private last: LastAction | null = null
  private stop: (() => void)[] = []
  private stopWaiting: (() => void) | undefined

  override connectedCallback() {
    super.connectedCallback()
    window.addEventListener('online', sendAgain)
    this.stop = [
      () => window.removeEventListener('online', sendAgain),
      () => this.waitForService(false),
      followQueue(() => this.requestUpdate()),
      followActions(() => {
        this.last = lastAction()
        this.requestUpdate()
        // Only while there is something to lose: a page that may ask is not kept for going back to it.
        window[isUnsaved() ? 'addEventListener' : 'removeEventListener']('beforeunload', warn)
        this.waitForService(unsentActions().some(canResend))
        if (this.last?.isLocked)
          this.dispatchEvent(new CustomEvent('session-needed', { bubbles: true, composed: true }))
      }),
    ]
    // What it takes to say something is loaded where there is something to say.
    if (hasInherited()) void import('../queue/decide.ts').then(({ takeUpWords }) => takeUpWords())
  }

  override disconnectedCallback() {
    for (const stop of this.stop) stop()
    window.removeEventListener('beforeunload', warn)
    super.disconnectedCallback()
  }

  /** What did not arrive is sent again when the service is back. */
  private waitForService(isNeeded: boolean) {
    if (isNeeded) this.stopWaiting ??= followReturn(sendAgain)
    else {
      this.stopWaiting?.()
      this.stopWaiting = undefined
    }
  }

  override render() {
    const { last } = this
    // The region is there before it has something to say: readers of screens hear of no other.
    return html`<div role="status">${last === null ? nothing : this.renderAction(last)}</div>`
  }

  /** What failed stays there until it has arrived or was read, whatever is said after it. */
  private renderAction(last: LastAction) {
    const [unsent, refused] = [unsentActions(), refusedActions()]
    const failed = unsent.includes(last) ? last : unsent.at(-1)
    return html`${refused.length === 0 ? nothing : this.renderRefused(refused)}
    ${failed !== undefined ? this.renderFailed(failed, unsent) : last.state === 'failed' ? nothing : this.renderLast(last)}`
  }

  /** Sent again as it is, it would be refused again. */
  private renderRefused(refused: readonly LastAction[]) {
    const { action, kind, problem } = refused.at(-1)!
    const why = briefPageText(problem, mostOfProblem)
    return html`<p class="failed">
      <span>${shownText(lastActionTexts.failed(kind, action.sentence, refused.length - 1, why))}</span>
      <a href=${action.path} @click=${() => dismissRefused(refused.at(-1))}>${lastActionTexts.lookAgain}</a>
      <button @click=${() => dismissRefused()}>${lastActionTexts.dismiss}</button>
    </p>`
  }

  private renderFailed(failed: LastAction, unsent: readonly LastAction[]) {
    const { action, kind, problem, isLocked } = failed
    const others = unsent.filter((one) => one !== failed).length
    const why = isLocked ? lastActionTexts.logIn : briefPageText(problem, mostOfProblem)
    return html`<p class="failed">
      <span>${shownText(lastActionTexts.failed(kind, action.sentence, others, why))}</span>
      <a href=${action.path}>${lastActionTexts.lookAgain}</a>
      ${
        unsent.some(({ isTooOld }) => !isTooOld)
          ? html`<button @click=${() => void retryActions()}>${lastActionTexts.tryAgain}</button>`
          : nothing
      }
      ${
        kind === 'send' && unsent.includes(failed)
          ? html`<button @click=${() => void undoAction(failed)}>${lastActionTexts.discard}</button>`
          : nothing
      }
    </p>`
  }

  private renderLast({ state, action, mayStand, standing }: LastAction) {
    const progress = progressOf(this.owner, this.repo)
    const sentence = progress === null ? '' : progressSentence(progress.decided, progress.open)
    if (state === 'undone' && (mayStand || standing > 0))
      return html`<p>
        <span>${mayStand ? lastActionTexts.mayStand(action.sentence) : lastActionTexts.stands(action.sentence)}</span> <a href=${action.path}>${lastActionTexts.lookAgain}</a>
      </p>`
    return html`<p>
      <span>${state === 'undone' || state === 'undoing' ? lastActionTexts.undone(action.sentence) : lastActionTexts.said(action.sentence)}</span>
      ${
        state === 'sent' || state === 'sending'
          ? html`<button @click=${undoLast}>${lastActionTexts.undo} <kbd aria-hidden="true">u</kbd></button>`
          : nothing
      }
      ${sentence === '' ? nothing : html`<span class="soft number">${sentence}</span>`}
    </p>`
  }
}

const sendAgain = () => void resendActions()

/** Calls `listener` when the service is back after a loss. @returns what ends it. */
function followReturn(listener: () => void): () => void {
  let isLost = false
  return followEvents({
    event() {},
    connection(isOpen) {
      if (isOpen && isLost) listener()
      isLost = !isOpen
    },
  })
}

/** The browser asks whether to leave. */
function warn(event: BeforeUnloadEvent): void {
  if (isAtRisk()) event.preventDefault()
}

/**
 * Undoes the last verdict or decision and shows where it was given. Not while the line shows what is not saved: the key
 * would take back another one. @returns whether there was one.
 */
export async function undoLast(): Promise<boolean> {
  if (unsentActions().length > 0) return false
  const path = await undoAction()
  if (path !== null && /\/sets\/[^/]+$/.test(location.pathname) && location.pathname !== path) navigate(path)
  return path !== null
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-last-action': LastActionLine
  }
}
