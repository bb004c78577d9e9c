import { css, html, LitElement, nothing, type PropertyValues, unsafeCSS } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { SetMember } from '../../domain/answers.ts'
import { shownText } from '../../markup/shown-text.ts'
import { baseStyle, controlStyle } from '../../markup/style.ts'
import { pullFactTexts } from '../../words/page-texts/queue.ts'
import { memberStripTexts } from '../../words/page-texts/set.ts'
import { pageText } from '../../words/strangers-text.ts'

/** So many with their titles fill two lines of a usual screen; of more only the numbers are shown. */
const mostTitles = 8

/** Up to this width the members stand in one line that is moved sideways. */
const phone = '30rem'

/**
 * The keeper of a set and each other member, of which one is shown beside it; those that a maintainer has judged are
 * ticked.
 * @fires member-chosen with the number.
 */
@customElement('claw-member-strip')
export class MemberStrip extends LitElement {
  static override styles = [
    baseStyle,
    controlStyle,
    css`
      nav {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.4rem;
      }
      ol {
        display: contents;
      }
      li {
        min-width: 0;
        max-width: 100%;
      }
      button {
        display: flex;
        align-items: center;
        gap: 0.4rem;
        max-width: 18rem;
        min-height: 2rem;
        padding: 0.1rem 0.7rem;
        font-size: var(--text-s);
      }
      button span:last-child {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      button[aria-current] {
        border-color: var(--accent);
        background: var(--accent-wash);
      }
      .keeper {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
      .done {
        color: var(--good);
      }
      /* On a phone the members of a flood stand in one line, so that the change comes into sight, and the keeper's
         number stays where it is. */
      @media (max-width: ${unsafeCSS(phone)}) {
        nav {
          display: block;
        }
        ol {
          position: relative;
          display: flex;
          gap: 0.4rem;
          margin-top: 0.2rem;
          overflow-x: auto;
          padding-bottom: 0.3rem;
        }
        li {
          flex: none;
        }
      }
    `,
  ]

  @property({ type: Number }) keeper = 0
  @property({ attribute: false }) others: readonly SetMember[] = []
  @property({ type: Number }) shown = 0
  @property({ attribute: false }) done: readonly number[] = []

  override render() {
    const isTitled = this.others.length <= mostTitles
    return html`<nav aria-label=${memberStripTexts.label}>
      <p class="keeper number">${memberStripTexts.beside(this.keeper)}</p>
      <ol>
        ${this.others.map(
          ({ number, title, state }) => html`<li>
            <button
              aria-current=${number === this.shown ? 'true' : nothing}
              title=${isTitled ? nothing : pageText(title)}
              @click=${() => this.dispatchEvent(new CustomEvent('member-chosen', { detail: number }))}
            >
              <span class="number">#${number}</span>
              ${this.done.includes(number) ? html`<span class="done" role="img" aria-label=${memberStripTexts.judged}>✓</span>` : nothing}
              ${state === 'OPEN' ? nothing : html`<span class="soft">${pullFactTexts.tags[state]}</span>`}
              <span class=${isTitled ? '' : 'unseen'}>${shownText(title)}</span>
            </button>
          </li>`,
        )}
      </ol>
    </nav>`
  }

  /**
   * On a phone the one that is shown may stand beyond the edge. Elsewhere nothing is measured: it would lay out the
   * page in the midst of drawing it.
   */
  protected override updated(changed: PropertyValues) {
    if (!changed.has('shown') || !matchMedia(`(max-width: ${phone})`).matches) return
    const list = this.renderRoot.querySelector('ol')!
    const chip = list.querySelector<HTMLElement>('[aria-current]')
    if (chip === null || list.scrollWidth <= list.clientWidth) return
    list.scrollLeft = chip.offsetLeft - (list.clientWidth - chip.offsetWidth) / 2
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-member-strip': MemberStrip
  }
}
