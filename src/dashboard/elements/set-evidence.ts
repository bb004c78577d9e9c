import { Task } from '@lit/task'
import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { SetDetail } from '../../domain/answers.ts'
import { evidenceTexts } from '../../words/page-texts/evidence.ts'
import { fetchJson } from '../api/client.ts'
import { apiPath } from '../api/paths.ts'
import './evidence.ts'
import './failure.ts'
import './waiting.ts'
import { baseStyle } from '../../markup/style.ts'

/** The evidence of every pair of a set, fetched when it is asked for. */
@customElement('claw-set-evidence')
export class SetEvidence extends LitElement {
  static override styles = [
    baseStyle,
    css`
      claw-evidence {
        padding: var(--gap-m) var(--gap-l);
        margin-top: var(--gap-m);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
    `,
  ]

  @property() owner = ''
  @property() repo = ''
  @property() setId = ''

  private readonly detail = new Task(this, {
    args: () => [this.owner, this.repo, this.setId] as const,
    task: ([owner, repo, id], { signal }) =>
      fetchJson<SetDetail>(apiPath(owner, repo, 'duplicate-sets', id), {}, signal),
  })

  override render() {
    return this.detail.render({
      pending: () => html`<claw-waiting what=${evidenceTexts.awaited}></claw-waiting>`,
      error: (error) =>
        html`<claw-failure what=${evidenceTexts.failed} .error=${error} @retry=${() => this.detail.run()}></claw-failure>`,
      complete: ({ edges }) =>
        repeat(
          edges,
          ({ a, b }) => `${a}-${b}`,
          (edge, i) => html`<claw-evidence
            .edge=${edge}
            .owner=${this.owner}
            .repo=${this.repo}
            ?open=${i === 0}
          ></claw-evidence>`,
        ),
    })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-set-evidence': SetEvidence
  }
}
