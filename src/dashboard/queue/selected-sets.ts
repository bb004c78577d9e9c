import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit'
import { repositoryPath } from '../../markup/repository-path.ts'
import { queueTexts } from '../../words/page-texts/queue.ts'
import { lastAction } from './actions.ts'

/** The sets that one plan is asked for, by their ids, and the bar that tells of them. */
export class SelectedSets implements ReactiveController {
  private readonly host: ReactiveControllerHost & { owner: string; repo: string }
  private ids: ReadonlySet<string> = new Set()

  constructor(host: ReactiveControllerHost & { owner: string; repo: string }) {
    this.host = host
    host.addController(this)
  }

  hostConnected() {}

  has(id: string): boolean {
    return this.ids.has(id)
  }

  /** Selects it, or lets it go. */
  toggle(id: string): void {
    const others = [...this.ids].filter((other) => other !== id)
    this.become(this.ids.has(id) ? others : [...others, id])
  }

  render() {
    if (this.ids.size === 0) return nothing
    const { owner, repo } = this.host
    return html`<div class=${lastAction() === null ? 'plan' : 'plan raised'} role="region" aria-label=${queueTexts.selected}>
      <span class="number">${queueTexts.howManySelected(this.ids.size)}</span>
      <a href=${repositoryPath(owner, repo, 'plan', [...this.ids].join(','))}>${queueTexts.plan}</a>
      <button @click=${() => this.become([])}>${queueTexts.clear}</button>
    </div>`
  }

  private become(ids: readonly string[]) {
    this.ids = new Set(ids)
    this.host.requestUpdate()
  }
}
