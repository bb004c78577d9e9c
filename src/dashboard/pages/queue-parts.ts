import { html, nothing } from 'lit'
import type { SetQueue } from '../../domain/answers.ts'
import { type DecisionState, decisionStates } from '../../domain/set-decision.ts'
import { number } from '../../words/numbers.ts'
import { queueTexts } from '../../words/page-texts/queue.ts'
import { queueNames } from '../../words/queue.ts'
import { progressSentence } from '../../words/set-decision.ts'
import { type Filters, isNarrowed, usualState } from '../filters.ts'
import { progressOf } from '../queue/open-sets.ts'
import { setsPath } from './sets-filters.ts'

/**
 * The parts of the queue as links, each with its count, and how much of it was decided today.
 * @param decisions undefined: not known yet.
 */
export function renderQueue(
  owner: string,
  repo: string,
  filters: Filters,
  decisions: SetQueue['decisions'] | undefined,
) {
  // A count of what is narrowed says nothing of the whole queue.
  const progress = isNarrowed(filters) ? null : progressOf(owner, repo)
  const sentence = progress === null ? '' : progressSentence(progress.decided, progress.open)
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
    <p class="progress faint number">${sentence}</p>
  </nav>`
}
