import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Candidate } from '../../domain/answers.ts'
import { repositoryPath } from '../../markup/repository-path.ts'
import { shownText } from '../../markup/shown-text.ts'
import './evidence.ts'
import './pull-facts.ts'
import { baseStyle } from '../../markup/style.ts'

/** A pull request that another one was compared with, and the evidence of the pair. */
@customElement('claw-candidate')
export class CandidateRow extends LitElement {
  static override styles = [
    baseStyle,
    css`
      article {
        padding: var(--gap-m) var(--gap-l) var(--gap-l);
        margin-top: var(--gap-m);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .who {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0.2rem var(--gap-m);
        padding-bottom: var(--gap-m);
        margin-bottom: var(--gap-m);
        border-bottom: 1px solid var(--line);
      }
      .who a {
        margin-right: auto;
        color: var(--ink);
      }
      .id {
        color: var(--accent);
        margin-right: 0.4rem;
      }
      @media (max-width: 30rem) {
        article {
          padding: var(--gap-m);
        }
      }
    `,
  ]

  @property() owner = ''
  @property() repo = ''
  @property({ attribute: false }) candidate!: Candidate
  /** Its evidence is unfolded from the start. */
  @property({ type: Boolean }) open = false

  override render() {
    const { pull, edge } = this.candidate
    return html`<article>
      <div class="who">
        <a class="plain" href=${repositoryPath(this.owner, this.repo, 'pulls', pull.number)}
          ><span class="id number">#${pull.number}</span>${shownText(pull.title)}</a
        >
        <claw-pull-facts .pull=${pull}></claw-pull-facts>
      </div>
      <claw-evidence
        .edge=${edge}
        .owner=${this.owner}
            .repo=${this.repo}
        ?open=${this.open}
      ></claw-evidence>
    </article>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-candidate': CandidateRow
  }
}
