import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { SetSummary } from '../domain/answers.ts'
import { keeperOf, othersOf } from '../domain/keeper.ts'
import { shownAuthor } from '../words/login.ts'
import { age } from '../words/numbers.ts'
import { setRowTexts } from '../words/page-texts/queue.ts'
import { decisionSentence } from '../words/set-decision.ts'
import { setSentence } from '../words/set-sentence.ts'
import { renderCategory } from './category.ts'
import { repositoryPath } from './repository-path.ts'
import { renderScore } from './score.ts'
import { shownText } from './shown-text.ts'

/** Numbers that a row has room for. */
const mostNumbers = 4

/** What a row is drawn from. */
interface SetRowFacts {
  owner: string
  repo: string
  set: SetSummary
  /** Milliseconds since 1970. */
  now: number
}

/** What an element has in its row, and the server has not. */
interface SetRowHands {
  /** The box that selects it. */
  select: TemplateResult
  unfold: (event: Event) => void
  unfolded: unknown
}

/**
 * A duplicate set in two lines: its subject, which is the keeper's title, and why.
 * @param hands null: nothing takes what the reader does with it but its link, so far.
 */
export function renderSetRow({ owner, repo, set, now }: SetRowFacts, hands: SetRowHands | null) {
  const keeper = keeperOf(set).number
  const subject = set.members.find(({ number }) => number === keeper) ?? set.members[0]!
  return html`<article>
    ${hands === null ? html`<span class="select"></span>` : hands.select}
    <h2>
      <a href=${repositoryPath(owner, repo, 'sets', set.id)}
        ><span class="id number">#${keeper}</span> ${shownText(subject.title)}</a
      >
    </h2>
    <span class="who"
      >${subject.author === null ? nothing : html`<span class="author">${shownText(shownAuthor(subject.author))}</span>, `}<span
        class="age"
        >${age(subject.createdAt, now)}</span
      ></span
    >
    <span class="numbers number">${renderNumbers(set)}</span>
    ${
      set.alreadyMerged === null
        ? renderCategory({ category: set.category, relation: null })
        : html`<span class="merged" title=${setRowTexts.mergedAs(set.alreadyMerged)}>${setRowTexts.merged}</span>`
    }
    ${renderScore({ value: set.score, because: set.reason, plain: hands === null })}
    <details @toggle=${hands?.unfold}>
      <summary>${renderDecision(set)}${setSentence(set)}${set.reason === '' ? '' : html`: ${shownText(set.reason)}`}</summary>
      ${hands?.unfolded}
    </details>
  </article>`
}

function renderDecision({ decision }: SetSummary) {
  const sentence = decisionSentence(decision)
  return sentence === '' ? nothing : html`<strong>${sentence}.</strong> `
}

/** Those beside the keeper, for the eye; the second line says it in words. */
function renderNumbers(set: SetSummary) {
  const others = othersOf(set)
  const more = others.length - mostNumbers
  return html`${others
    .slice(0, mostNumbers)
    .map(
      ({ number, state }) => html`<span class=${state.toLowerCase()}>#${number}</span> `,
    )}${more > 0 ? html`<span>+${more}</span>` : nothing}`
}
