import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { EndedSet } from '../../domain/answers.ts'
import { repositoryPath } from '../../markup/repository-path.ts'
import { shownText } from '../../markup/shown-text.ts'
import { baseStyle } from '../../markup/style.ts'
import { endedHeading, endedSentence } from '../../words/ended-sets.ts'

/** Sets all of whose pull requests are closed or merged: the one that stayed, and what became of each. */
@customElement('claw-ended-sets')
export class EndedSets extends LitElement {
  static override styles = [
    baseStyle,
    css`
      h2 {
        margin: var(--gap-l) 0 var(--gap-s);
        font-size: 1rem;
      }
      a {
        color: var(--ink);
        font-weight: 600;
      }
      a .number {
        color: var(--accent);
        font-weight: 500;
      }
      li {
        padding: var(--gap-s) 0;
        border-top: 1px solid var(--line);
      }
    `,
  ]

  @property() owner = ''
  @property() repo = ''
  @property({ attribute: false }) sets: readonly EndedSet[] = []

  override render() {
    return html`<h2>${endedHeading}</h2>
      <ul>
        ${this.sets.map((set) => this.renderSet(set))}
      </ul>`
  }

  private renderSet(set: EndedSet) {
    const stayed = set.members.find(({ state }) => state === 'MERGED') ?? set.members[0]!
    const path = repositoryPath(this.owner, this.repo, 'pulls', stayed.number)
    return html`<li>
      <a class="plain" data-row href=${path}><span class="number">#${stayed.number}</span> ${shownText(stayed.title)}</a>
      <p class="faint number">${endedSentence(set, Date.now())}</p>
    </li>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-ended-sets': EndedSets
  }
}
