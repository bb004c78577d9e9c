import { html, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { SetDetail, SetMember, ShownEdge, VerdictAnswer } from '../../domain/answers.ts'
import { type Keeper, keeperOf, othersOf } from '../../domain/keeper.ts'
import { indirect } from '../../words/close-plan.ts'
import { indirectCaution, indirectPair } from '../../words/indirect-members.ts'
import { groupLink } from '../../words/keeper-words.ts'
import { planTexts } from '../../words/page-texts/plan.ts'
import { setTexts } from '../../words/page-texts/set.ts'
import { whatIfTexts } from '../../words/page-texts/what-if.ts'
import { pairReason, pairSentence } from '../../words/pair-sentence.ts'
import { decisionSentence } from '../../words/set-decision.ts'
import { setMarkdown } from '../../words/set-markdown.ts'
import { setSentence } from '../../words/set-sentence.ts'
import '../elements/category-mark.ts'
import '../elements/copy-text.ts'
import '../elements/member-list.ts'
import '../elements/plan-choice.ts'
import '../elements/score.ts'
import '../elements/set-graph.ts'
import '../elements/what-if.ts'
import { repositoryPath } from '../../markup/repository-path.ts'
import { shownText } from '../../markup/shown-text.ts'
import { apiPath } from '../api/paths.ts'
import { pairKey } from './shown-edges.ts'

/** Whose set it is. */
interface Place {
  owner: string
  repo: string
}

/** The set that was read is no more. */
export function renderGone(owner: string, repo: string) {
  return html`<p class="gone" role="status">
    ${setTexts.gone}
    <a href=${repositoryPath(owner, repo)}>${setTexts.allSets}</a>
  </p>`
}

/**
 * What a set is, and why. Of one with more than two each pair has its own why below (renderPairWhy), and none is said
 * twice.
 * @param overtaken another maintainer has decided while the page was read.
 */
export function renderHead(set: SetDetail, overtaken: boolean) {
  const why = othersOf(set).length > 1 ? '' : set.reason
  return html`<div class="marks">
      <claw-category .category=${set.category}></claw-category>
      ${set.alreadyMerged === null ? nothing : html`<span class="merged">${setTexts.mergedAs(set.alreadyMerged)}</span>`}
      <claw-score .value=${set.score} .because=${set.reason}></claw-score>
      ${renderDecision(set, overtaken)}
    </div>
    <h1>${shownText(subjectOf(set).title)}</h1>
    <p class="why">${setSentence(set)}${why === '' ? nothing : html`: ${shownText(why)}`}</p>`
}

/** Whose title the set has: the keeper's. */
export function subjectOf(set: SetDetail): SetMember {
  const { number: kept } = keeperOf(set)
  return set.members.find(({ number }) => number === kept) ?? set.members[0]!
}

/** What merging one makes of the others, folded, and asked for when it is opened: it costs the service a second. */
export function renderWhatIf({ owner, repo }: Place, set: SetDetail, isAsked: boolean, ask: () => void) {
  if (set.members.filter(({ state }) => state === 'OPEN').length < 2) return nothing
  return html`<details
    class="rest"
    @toggle=${({ currentTarget }: Event) => {
      if ((currentTarget as HTMLDetailsElement).open) ask()
    }}
  >
    <summary>${whatIfTexts.heading}</summary>
    ${
      isAsked
        ? html`<claw-what-if .from=${apiPath(owner, repo, 'duplicate-sets', set.id, 'what-if')}></claw-what-if>`
        : nothing
    }
  </details>`
}

/**
 * All that is known of a set.
 * @param edges its pairs.
 * @param first the name of the one whose evidence is open.
 * @param onVerdict is told what was said of a pair here.
 */
export function renderEverything(
  { owner, repo }: Place,
  set: SetDetail,
  edges: readonly ShownEdge[],
  first: string | undefined,
  onVerdict: (event: CustomEvent<VerdictAnswer>) => void,
) {
  const evidence = repeat(
    edges,
    pairKey,
    (edge) => html`<claw-evidence
      .edge=${edge}
      .owner=${owner}
      .repo=${repo}
      ?open=${pairKey(edge) === first}
      @verdict-given=${onVerdict}
    ></claw-evidence>`,
  )
  return html`<claw-set-graph .set=${set}></claw-set-graph>
    <h2>${setTexts.members}</h2>
    <claw-members .owner=${owner} .repo=${repo} .members=${set.members}></claw-members>
    <div class="export">
      <claw-copy label=${setTexts.copyMarkdown} .text=${setMarkdown(set, set.publicPage)}></claw-copy>
    </div>
    <h2>${setTexts.evidence}</h2>
    ${edges.length === 0 ? html`<p class="soft">${setTexts.noEvidence}</p>` : evidence}`
}

/** What was decided about a set. @param overtaken another maintainer has decided while the page was read. */
function renderDecision({ decision }: SetDetail, overtaken: boolean) {
  const sentence = decisionSentence(decision)
  if (sentence === '') return nothing
  return html`<p class="decision" role="status">
    ${overtaken ? `${setTexts.overtaken} ` : nothing}<strong>${sentence}.</strong>
    ${decision.note === null ? nothing : shownText(decision.note)}
  </p>`
}

/**
 * Of a set with more than two: why the two that are shown belong together.
 * @param edge null: nothing was found between these two; undefined: it is not read yet, and its place is kept.
 */
export function renderPairWhy(keeper: Keeper, other: number, edge: ShownEdge | null | undefined) {
  if (edge === undefined) return html`<p class="why soft">&nbsp;</p>`
  if (edge === null) return html`<p class="why soft">${indirectPair(keeper.number, other)}</p>`
  const reason = pairReason(edge)
  return html`<p class="why">
    ${pairSentence(keeper.number, other, edge, keeper)}${reason === undefined ? nothing : html`: ${shownText(reason)}`}
  </p>`
}

/** Links to issues that a member closes: others may fix the same one with other code. */
export function renderGroups(owner: string, repo: string, { issueGroups = [] }: SetDetail) {
  if (issueGroups.length === 0) return nothing
  return html`<ul class="groups">
    ${issueGroups.map(
      (group) => html`<li>
        <a href=${repositoryPath(owner, repo, 'issues', group.number)}>${groupLink(group)}</a>
      </li>`,
    )}
  </ul>`
}

/** The close plan, folded. */
export function renderPlan(owner: string, repo: string, set: SetDetail) {
  return html`<details class="rest">
    <summary>${planTexts.heading}</summary>
    <claw-plan .owner=${owner} .repo=${repo} .sets=${[set]}></claw-plan>
    ${renderIndirect(set)}
  </details>`
}

/** A caution about members that repeat not the keeper but another member. */
function renderIndirect(set: SetDetail) {
  const members = indirect(set).map(({ number }) => number)
  const caution = indirectCaution(members, keeperOf(set).number)
  return caution === '' ? nothing : html`<p class="soft">${caution}</p>`
}
