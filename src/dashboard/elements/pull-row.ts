import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { QueuedPull } from '../../domain/answers.ts'
import { renderCategory } from '../../markup/category.ts'
import { categoryStyle } from '../../markup/category-style.ts'
import { repositoryPath } from '../../markup/repository-path.ts'
import { shownText } from '../../markup/shown-text.ts'
import './pull-facts.ts'
import { renderScore } from '../../markup/score.ts'
import { scoreStyle } from '../../markup/score-style.ts'
import { baseStyle } from '../../markup/style.ts'

/** A pull request of the queue: its title and facts, and under it what it is most like. */
@customElement('claw-pull')
export class PullRow extends LitElement {
  static override styles = [
    baseStyle,
    categoryStyle,
    scoreStyle,
    css`
      article {
        display: grid;
        grid-template-columns: 3.75rem minmax(0, 1fr) auto;
        gap: 0.2rem var(--gap-m);
        align-items: baseline;
        padding: 0.8rem 0;
        border-top: 1px solid var(--line);
      }
      h2 {
        grid-column: 1 / 3;
        display: grid;
        grid-template-columns: subgrid;
        font-size: inherit;
        font-weight: 400;
      }
      h2 a {
        display: grid;
        grid-column: 1 / 3;
        grid-template-columns: subgrid;
        color: var(--ink);
      }
      .id {
        color: var(--accent);
      }
      .like {
        grid-column: 2 / 4;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 0.75rem;
        font-size: var(--text-m);
        color: var(--ink-soft);
      }
      @media (max-width: 48rem) {
        article {
          grid-template-columns: auto minmax(0, 1fr);
          column-gap: 0.6rem;
        }
        claw-pull-facts,
        .like {
          grid-column: 2;
        }
      }
    `,
  ]

  @property() owner = ''
  @property() repo = ''
  @property({ attribute: false }) pull!: QueuedPull

  /** Focuses what opens it, for those who walk the list by keys. */
  override focus() {
    this.renderRoot.querySelector<HTMLElement>('h2 a')?.focus()
  }

  override render() {
    const { pull, owner, repo } = this
    const { top } = pull
    return html`<article>
      <h2>
        <a href=${repositoryPath(owner, repo, 'pulls', pull.number)}
          ><span class="id number">#${pull.number}</span><span>${shownText(pull.title)}</span></a
        >
      </h2>
      <claw-pull-facts columns .pull=${pull}></claw-pull-facts>
      ${
        top === null
          ? nothing
          : html`<p class="like">
              ${renderCategory(top)}
              <a class="number" href=${repositoryPath(owner, repo, 'pulls', top.number)}>#${top.number}</a>
              ${renderScore({ value: top.score, because: '', plain: false })}
            </p>`
      }
    </article>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-pull': PullRow
  }
}
