import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ShownPull } from '../../domain/answers.ts'
import { shownText, webUrl } from '../../markup/shown-text.ts'
import { baseStyle } from '../../markup/style.ts'
import { landedSentence } from '../../words/landing.ts'
import { shownAuthor } from '../../words/login.ts'
import { age, moment } from '../../words/numbers.ts'
import { pullFactTexts } from '../../words/page-texts/queue.ts'

/** Who opened a pull request, when, whether it is a draft or no longer open, and the way to GitHub. */
@customElement('claw-pull-facts')
export class PullFactsLine extends LitElement {
  static override styles = [
    baseStyle,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 0.75rem;
        font-size: var(--text-s);
        color: var(--ink-faint);
      }
      .tags {
        display: inline-flex;
        gap: 0.35rem;
      }
      .tags:empty {
        display: none;
      }
      /* In a list the facts of all rows stand in columns. */
      @media (min-width: 48.01rem) {
        :host([columns]) {
          display: grid;
          grid-template-columns: auto 9rem 6.5rem 3.75rem;
        }
        :host([columns]) .tags {
          display: inline-flex;
        }
        :host([columns]) time {
          text-align: right;
        }
      }
      .tag {
        padding: 0 0.45rem;
        border: 1px solid var(--line-strong);
        border-radius: 0.7rem;
        color: var(--ink-soft);
        line-height: 1.25rem;
      }
      .first {
        border-color: var(--accent);
        color: var(--accent);
      }
      .landed,
      .merged {
        border-color: var(--merged);
        color: var(--merged);
      }
      .author {
        color: var(--ink-soft);
        max-width: 14rem;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      a {
        white-space: nowrap;
      }
    `,
  ]

  @property({ attribute: false }) pull!: ShownPull
  /** It was there before the others. */
  @property({ type: Boolean }) first = false
  /** One of many in a list: its facts stand in columns. */
  @property({ type: Boolean, reflect: true }) columns = false

  override render() {
    const { pull } = this
    const url = webUrl(pull.url)
    return html`
      <span class="tags">${this.renderTags()}</span>
      <span class="author">${pull.author === null ? nothing : shownText(shownAuthor(pull.author))}</span>
      <time class="number" datetime=${pull.createdAt} title=${pullFactTexts.opened(moment(pull.createdAt))}
        >${age(pull.createdAt, Date.now())}</time
      >
      ${
        url === null
          ? nothing
          : html`<a href=${url} rel="noopener noreferrer" aria-label=${pullFactTexts.onGitHub(pull.number)}>${pullFactTexts.github}</a>`
      }
    `
  }

  // No white space between them: without a tag the list of tags is empty, and takes no room.
  private renderTags() {
    const { draft, state, landed } = this.pull
    const names = [
      ...(this.first ? (['first'] as const) : []),
      ...(draft ? (['draft'] as const) : []),
      ...(state === 'OPEN' ? [] : ([state] as const)),
    ]
    const tags = names.map(
      (name) => html`<span class="tag ${name.toLowerCase()}">${pullFactTexts.tags[name]}</span>`,
    )
    if (landed === null) return tags
    const since = landedSentence(landed)
    return [...tags, html`<span class="tag landed" title=${since}>${pullFactTexts.landed}</span>`]
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-pull-facts': PullFactsLine
  }
}
