import { html, nothing } from 'lit/html.js'
import type { SetQueue } from '../domain/answers.ts'
import { type DecisionState, decisionStates } from '../domain/set-decision.ts'
import { number } from '../words/numbers.ts'
import { queueTexts } from '../words/page-texts/queue.ts'
import { queueNames } from '../words/queue.ts'
import { type Filters, usualState } from './filters.ts'
import { setsPath } from './set-filters.ts'

/**
 * The parts of the queue as links, each with its count, and how much of it was decided today.
 * @param decisions undefined: not known yet.
 * @param progress a sentence, as text or as a template; "" where it is not known.
 */
export function renderQueue(
  owner: string,
  repo: string,
  filters: Filters,
  decisions: SetQueue['decisions'] | undefined,
  progress: unknown,
) {
  const isUsual = filters.state === usualState(filters.decision)
  const pathOf = (name: DecisionState) =>
    setsPath(owner, repo, {
      ...filters,
      decision: name,
      state: isUsual ? usualState(name) : filters.state,
    })
  const part = (name: DecisionState) => html`<li>
    <a
      class="plain"
      href=${pathOf(name)}
      aria-current=${name === filters.decision ? 'true' : nothing}
      >${queueNames[name]}${decisions === undefined ? nothing : html` <span class="number">${number(decisions[name])}</span>`}</a
    >
  </li>`
  return html`<nav class="queue" aria-label=${queueTexts.queue}>
    <ul>
      ${decisionStates.map(part)}
    </ul>
    <p class="progress faint number">${progress}</p>
  </nav>`
}
