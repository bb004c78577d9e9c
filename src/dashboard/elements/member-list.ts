import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { SetMember } from '../../domain/answers.ts'
import { repositoryPath } from '../../markup/repository-path.ts'
import { shownText } from '../../markup/shown-text.ts'
import { changeWords } from '../../words/change-words.ts'
import { andMore } from '../../words/page-texts/frame.ts'
import './pull-facts.ts'
import { baseStyle } from '../../markup/style.ts'

/** The members of a set, the suggested original first, each a line: number, title, and the facts to choose by. */
@customElement('claw-members')
export class MemberList extends LitElement {
  static override styles = [
    baseStyle,
    css`
      li {
        display: grid;
        grid-template-columns: 3.75rem minmax(0, 1fr) auto;
        gap: 0 var(--gap-m);
        align-items: baseline;
        padding: 0.4rem 0;
      }
      li + li {
        border-top: 1px solid var(--line);
      }
      a.pull {
        display: grid;
        grid-template-columns: subgrid;
        grid-column: 1 / 3;
        color: var(--ink);
      }
      .id {
        color: var(--accent);
      }
      .original .title {
        font-weight: 500;
      }
      .size {
        grid-area: 2 / 2;
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
      @media (max-width: 48rem) {
        .size {
          grid-area: auto / 2;
        }
        li {
          grid-template-columns: auto minmax(0, 1fr);
          column-gap: 0.6rem;
        }
        claw-pull-facts {
          grid-column: 2;
        }
      }
    `,
  ]

  @property() owner = ''
  @property() repo = ''
  @property({ attribute: false }) members: readonly SetMember[] = []
  /** Shows so many, and counts the rest; the set's own page shows all. */
  @property({ type: Number }) most = Number.POSITIVE_INFINITY

  override render() {
    const more = this.members.length - this.most
    return html`<ol>
      ${inOrder(this.members)
        .slice(0, this.most)
        .map(
          (member) => html`<li class=${member.role}>
          <a class="pull plain" href=${repositoryPath(this.owner, this.repo, 'pulls', member.number)}
            ><span class="id number">#${member.number}</span><span class="title">${shownText(member.title)}</span></a
          >
          ${
            member.channels == null
              ? nothing
              : html`<span class="size number">${changeWords(member.channels)}</span>`
          }
          <claw-pull-facts columns .pull=${member} ?first=${member.role !== 'duplicate'}></claw-pull-facts>
        </li>`,
        )}
    </ol>
    ${more > 0 ? html`<p class="more">${andMore(more)}</p>` : nothing}`
  }
}

/** The suggested original, then what is merged, then the others as they were numbered. */
function inOrder(members: readonly SetMember[]): SetMember[] {
  const rank = { original: 0, merged: 1, duplicate: 2 }
  return [...members].sort((x, y) => rank[x.role] - rank[y.role] || x.number - y.number)
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-members': MemberList
  }
}
