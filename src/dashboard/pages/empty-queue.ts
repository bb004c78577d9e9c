import { html } from 'lit'
import type { SetQueue } from '../../domain/answers.ts'
import type { DecisionState } from '../../domain/set-decision.ts'
import { type Filters, isNarrowed, usualState } from '../../markup/filters.ts'
import { emptySets, type SetsKnown } from '../../words/empty-sets.ts'
import { filterTexts, queueTexts } from '../../words/page-texts/queue.ts'
import { emptyPart } from '../../words/queue.ts'
import '../elements/empty.ts'
import { setsPath } from '../../markup/set-filters.ts'

/** What stands where sets would: none are like the filters, none in this part of the queue, or none at all. */
export function renderEmptyQueue(
  owner: string,
  repo: string,
  filters: Filters,
  page: SetsKnown & Partial<SetQueue>,
) {
  if (isNarrowed(filters)) {
    const { remove } = filterTexts
    const all = { ...filters, category: '', is: '', q: '', state: usualState(filters.decision) }
    return html`<claw-empty headline=${queueTexts.noMatch}
      >${remove.before}<a href=${setsPath(owner, repo, all)}>${remove.link}</a>${remove.after}</claw-empty
    >`
  }
  const others = Object.values(page.decisions ?? {}).reduce((sum, some) => sum + some, 0)
  const { headline, text } =
    others === 0 ? emptySets(page) : emptyPart(filters.decision as DecisionState, others)
  return html`<claw-empty headline=${headline}>${text}</claw-empty>`
}
