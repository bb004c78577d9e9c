import { Task } from '@lit/task'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { SetDetail } from '../../domain/answers.ts'
import { keeperOf } from '../../domain/keeper.ts'
import { fetchJson, isAbsent } from '../api/client.ts'
import { apiPath } from '../api/paths.ts'
import '../elements/failure.ts'
import '../elements/plan-choice.ts'
import { baseStyle } from '../../markup/style.ts'
import '../elements/waiting.ts'
import { repositoryPath } from '../../markup/repository-path.ts'
import { closings } from '../../words/close-plan.ts'
import { planTexts } from '../../words/page-texts/plan.ts'

/** One script that closes what several sets have too many of. */
@customElement('claw-plan-page')
export class PlanPage extends LitElement {
  static override styles = [
    baseStyle,
    css`
      h1,
      p {
        margin-bottom: var(--gap-s);
      }
    `,
  ]

  @property() owner = ''
  @property() repo = ''
  /** Ids of the sets. */
  @property({ attribute: false }) ids: readonly string[] = []

  private readonly sets = new Task(this, {
    args: () => [this.owner, this.repo, this.ids.join(',')] as const,
    task: async ([owner, repo, ids], { signal }) => {
      const read = ids.split(',').map((id) =>
        fetchJson<SetDetail>(apiPath(owner, repo, 'duplicate-sets', id), {}, signal).catch((error) => {
          // Resolved since it was selected.
          if (isAbsent(error)) return null
          throw error
        }),
      )
      return (await Promise.all(read)).filter((set) => set !== null)
    },
  })

  override render() {
    return html`<h1>${planTexts.heading}</h1>
      ${this.sets.render({
        pending: () => html`<claw-waiting what=${planTexts.awaited}></claw-waiting>`,
        error: (error) =>
          html`<claw-failure what=${planTexts.failed} .error=${error} @retry=${() => this.sets.run()}></claw-failure>`,
        complete: (sets) => this.renderPlan(sets),
      })}`
  }

  private renderPlan(sets: SetDetail[]) {
    const without = sets.filter((set) => closings(set).length === 0)
    const gone = this.ids.length - sets.length
    return html`<p class="soft">
        ${sets.length > 0 && without.length === sets.length ? nothing : planTexts.sets(sets.length - without.length)}
        ${gone === 0 ? nothing : planTexts.resolved(gone)}
        ${
          without.length === 0
            ? nothing
            : html`${planTexts.without}${without.map(
                (set, at) =>
                  html`${at === 0 ? nothing : ', '}<a href=${repositoryPath(this.owner, this.repo, 'sets', set.id)}
                        >${planTexts.setOf(keeperOf(set).number)}</a
                      >`,
              )}.`
        }
      </p>
      ${
        without.length === sets.length
          ? nothing
          : html`<claw-plan .owner=${this.owner} .repo=${this.repo} .sets=${sets}></claw-plan>`
      }`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-plan-page': PlanPage
  }
}
