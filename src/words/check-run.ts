import type { CheckCandidate, CheckOutput } from '../domain/check-run.ts'
import type { Remainder } from '../domain/pair.ts'
import { isMaintainers } from '../domain/pull-facts.ts'
import { mention } from './login.ts'
import { count, countListed, share } from './numbers.ts'
import { stateWord } from './pull-state.ts'
import { codeText } from './strangers-text.ts'

/** GitHub's limits: 255 characters for a name, 65,535 for a summary. */
const longestTitle = 250
const longestSummary = 60_000
const shownCandidates = 5
const dayMs = 86_400_000

/**
 * What the check run of a pull request says to its author: which other one does the same, what only each of them
 * has, and what can be done about it. Other people's text appears as code alone.
 * @param pairUrl where the proof is; null where the reader could not open it.
 */
export function renderCheck(
  pull: { number: number; createdAt: string },
  candidates: readonly CheckCandidate[],
  pairUrl: (a: number, b: number) => string | null,
): CheckOutput {
  const [first] = candidates
  if (first === undefined)
    return {
      title: 'No likely duplicate',
      summary: 'None of the pull requests known here does what this one does.',
    }
  const more = candidates.length > 1 ? `; ${count(candidates.length - 1, 'more pull request')} below` : ''
  const title = `${phrase(first)}${more}`
  const lines = candidates
    .slice(0, shownCandidates)
    .map((candidate) => `- ${describe(pull, candidate, pairUrl)}`)
  const summary = [
    ...lines,
    '',
    'If one of them is enough, please say so here or there, and consider adding what only the other one has. This hint comes from comparing the changes; it blocks nothing.',
  ].join('\n')
  return { title: title.slice(0, longestTitle), summary: summary.slice(0, longestSummary) }
}

/** What is said of a head that no pull request has any more. */
export const supersededOutput: CheckOutput = {
  title: 'Superseded',
  summary: 'This commit is no longer the head of an open pull request.',
}

function phrase({ number, edge, state }: CheckCandidate): string {
  if (edge.category === 'COMPETING_IMPLEMENTATION') return `Competes with #${number}`
  return state === 'MERGED' ? `Does what #${number} did, which is merged` : `Does what #${number} does`
}

function describe(
  pull: { number: number; createdAt: string },
  candidate: CheckCandidate,
  pairUrl: (a: number, b: number) => string | null,
): string {
  const { number, title, author, state, authorAssociation = null, review = null, edge } = candidate
  const isA = edge.a === pull.number
  const part = isA ? edge.evidence.containment.aInB : edge.evidence.containment.bInA
  const [mine, theirs] = isA
    ? [edge.evidence.onlyA, edge.evidence.onlyB]
    : [edge.evidence.onlyB, edge.evidence.onlyA]
  const facts = [
    ...(part === null ? [] : [`it contains ${share(part)} of this one’s production change`]),
    ...only(mine, 'here'),
    ...only(theirs, 'there'),
  ]
  const url = pairUrl(Math.min(pull.number, number), Math.max(pull.number, number))
  const addressed = mention(author)
  const by = addressed === '' ? '' : ` by ${addressed}`
  const marks = [
    ...(state === 'OPEN' ? [] : [stateWord({ state })]),
    ...(state === 'OPEN' && review === 'APPROVED' ? ['approved'] : []),
    ...(isMaintainers(authorAssociation) ? ['by a maintainer'] : []),
  ]
  const when = age(pull.createdAt, candidate.createdAt)
  return [
    `#${number}${by} ${codeText(title, 120)}, ${[...marks, when].join(', ')}`,
    ...(facts.length === 0 ? [] : [`: ${facts.join(', ')}`]),
    ...(url === null ? [] : [` ([compare them](${url}))`]),
  ].join('')
}

function only({ testFiles, productionFiles }: Remainder, where: string): string[] {
  return [
    ...(testFiles.length > 0 ? [`${countListed(testFiles, 'test file')} only ${where}`] : []),
    ...(productionFiles.length > 0
      ? [`${countListed(productionFiles, 'production file')} only ${where}`]
      : []),
  ]
}

/** When the other one was opened, seen from this one. */
function age(mine: string, theirs: string): string {
  const days = Math.round((Date.parse(mine) - Date.parse(theirs)) / dayMs)
  if (days === 0) return 'opened the same day'
  return `opened ${count(Math.abs(days), 'day')} ${days > 0 ? 'earlier' : 'later'}`
}
