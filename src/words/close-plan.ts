import type { SetDetail, SetMember, ShownEdge } from '../domain/answers.ts'
import { keeperOf } from '../domain/keeper.ts'
import type { Category } from '../domain/pair.ts'
import { closeCaution } from './close-caution.ts'
import { commentEnd, defaultComment, renderComment } from './close-comment.ts'
import { landedSentence, sinceLanding } from './landing.ts'
import { isLogin, mention } from './login.ts'
import { countListed } from './numbers.ts'
import { codeText } from './strangers-text.ts'

/** No line of ours is this word, and a stranger's text never makes a line of its own. */
const ending = commentEnd

const repeats: readonly Category[] = ['SAME_CHANGE', 'SAME_FEATURE']

/** A member that is to be closed, and what makes it needless. */
export interface Closing {
  member: SetMember
  /** The one that it repeats, and the proof; null where its own change is in the default branch already. */
  by: { keeper: SetMember; edge: ShownEdge } | null
}

/**
 * What the plan would close: open members whose change has landed, or that were found to repeat the keeper themselves,
 * the suggested original too where another one is merged or has landed. Nothing is closed in favour of one that was
 * closed without being merged: a maintainer has to choose first.
 */
export function closings(set: SetDetail): Closing[] {
  if (!repeats.includes(set.category)) return []
  const { number, fate } = keeperOf(set)
  const keepers = set.members.filter((member) =>
    fate === 'ahead'
      ? member.number === number && member.state === 'OPEN'
      : member.state === 'MERGED' || member.landed !== null,
  )
  // Where several are in the default branch, the keeper speaks for all that repeat it, and another one for the rest.
  keepers.sort((x, y) => Number(y.number === number) - Number(x.number === number) || x.number - y.number)
  return set.members.flatMap((member): Closing[] => {
    if (member.state !== 'OPEN') return []
    if (member.landed !== null) return [{ member, by: null }]
    for (const keeper of keepers) {
      const edge = repeating(set, member.number, keeper.number)
      if (edge !== undefined) return [{ member, by: { keeper, edge } }]
    }
    return []
  })
}

/**
 * Open members that repeat another one of the set, but were not found to repeat what the others are closed in favour
 * of.
 */
export function indirect(set: SetDetail): SetMember[] {
  if (!repeats.includes(set.category)) return []
  const keeper = keeperOf(set).number
  const closed = new Set(closings(set).map(({ member }) => member.number))
  return set.members.filter(
    ({ number, state }) =>
      state === 'OPEN' &&
      number !== keeper &&
      !closed.has(number) &&
      repeating(set, number, keeper) === undefined,
  )
}

function repeating({ edges }: SetDetail, one: number, other: number): ShownEdge | undefined {
  return edges.find(
    ({ a, b, category, relation }) =>
      ((a === one && b === other) || (b === one && a === other)) &&
      relation === null &&
      repeats.includes(category),
  )
}

/** What is known against closing those that the plan would close. */
export const cautions = (set: SetDetail): string[] =>
  closings(set).flatMap(({ member }) => closeCaution(member) ?? [])

/** How a script is to be used. */
export const scriptAdvice = 'Read it, change it, run it yourself: ClawTriage never does.'

/** When what repeats an open keeper is closed: once the keeper is merged, or at once. */
export type ClosingTime = 'merged' | 'now'

/** Whether there is a choice: nothing of the set is in the default branch so far. */
export const mayWait = (set: SetDetail): boolean => keeperOf(set).fate === 'ahead'

/**
 * A script of `gh pr close` commands for a person to read, change and run; nothing here ever does. Text of strangers
 * stands as code in a quoted here-document: it can neither end it, nor run, nor call anyone by @name.
 * @param page where everybody finds this repository's evidence; null: nowhere, and there are no links.
 * @param time of an open keeper: while it is not merged, the script of 'merged' closes nothing.
 */
export function closePlan(
  set: SetDetail,
  owner: string,
  repo: string,
  page: string | null,
  time: ClosingTime = 'merged',
): string {
  const { number: kept, fate } = keeperOf(set)
  const keeper = set.members.find(({ number }) => number === kept)
  const closed = closings(set)
  const apart = indirect(set)
  const waits = fate === 'ahead' && time === 'merged'
  const all = closed.every(({ by }) => by === null)
  const suffix = { merged: ', which is merged', landed: ', which has landed', ahead: '' }[fate]
  const lines = [
    `# Closes what ${all ? 'the default branch has already' : `repeats #${kept}${suffix}`}. ${scriptAdvice}`,
    ...(apart.length === 0
      ? []
      : [
          `# Not in it: ${apart.map(({ number }) => `#${number}`).join(', ')}, found to repeat another of them but not #${kept}.`,
        ]),
    ...(waits
      ? [
          `# Hold until #${kept} is merged: before that, this closes nothing.`,
          `if [ "$(gh pr view ${kept} --repo ${owner}/${repo} --json state --jq .state)" = MERGED ]; then`,
        ]
      : []),
    ...closed.flatMap((closing) =>
      renderClosing(closing, { owner, repo, page, waits, template: set.closeComment ?? defaultComment }),
    ),
    ...(waits ? ['', 'else', `echo '#${kept} is not merged: nothing was closed.' >&2`, 'fi'] : []),
  ]
  const credited = fate === 'ahead' ? coauthors(closed, keeper) : []
  if (credited.length > 0)
    lines.push(
      '',
      `# When #${kept} is merged, its commit may thank them:`,
      ...credited.map((name) => `# Co-authored-by: ${name} <${name}@users.noreply.github.com>`),
    )
  return `${lines.join('\n')}\n`
}

interface PlanFacts {
  owner: string
  repo: string
  page: string | null
  waits: boolean
  template: string
}

function renderClosing({ member, by: cause }: Closing, facts: PlanFacts): string[] {
  const caution = closeCaution(member)
  return [
    '',
    ...(cause === null ? [] : renderExtras(member.number, cause)),
    ...(caution === null ? [] : [`# ${caution}`]),
    `gh pr close ${member.number} --repo ${facts.owner}/${facts.repo} --comment "$(cat <<'${ending}'`,
    ...(cause === null ? landedComment(member) : renderCause(member, cause, facts)),
    ending,
    ')"',
  ]
}

/** There is no other pull request to name, so that no template fits. */
const landedComment = (member: SetMember): string[] => [
  `Thank you for this work. ${landedSentence(member.landed!)}.`,
  'If we have overlooked something, please say so here and we will reopen it.',
]

type Cause = NonNullable<Closing['by']>

function renderCause(
  { number, author }: SetMember,
  { keeper, edge }: Cause,
  { page, waits, template }: Omit<PlanFacts, 'owner' | 'repo'>,
): string[] {
  const [reason = ''] = edge.evidence.reasons
  const pair = [number, keeper.number].sort((x, y) => x - y).join('...')
  const by = mention(keeper.author)
  return renderComment(template, {
    author: mention(author),
    keeper: by === '' ? `#${keeper.number}` : `#${keeper.number} by ${by}`,
    fate: fateOf(keeper, waits),
    shared: reason === '' ? '' : codeText(reason),
    link: page === null ? '' : `${page}/compare/${pair}`,
  })
}

/** What the first one that repeats another gets to read, of a set whose plan is made; null: none does. */
export function closingComment(set: SetDetail, time: ClosingTime): { number: number; text: string } | null {
  const first = closings(set).find(({ by }) => by !== null)
  if (first?.by == null) return null
  const facts = {
    page: set.publicPage,
    waits: mayWait(set) && time === 'merged',
    template: set.closeComment ?? defaultComment,
  }
  return { number: first.member.number, text: renderCause(first.member, first.by, facts).join('\n') }
}

/** What would be lost, to be looked at first. */
function renderExtras(number: number, { keeper, edge }: Cause): string[] {
  const only = edge.a === number ? edge.evidence.onlyA : edge.evidence.onlyB
  const extras = [
    ...(only.testFiles.length > 0 ? [countListed(only.testFiles, 'test file')] : []),
    ...(only.productionFiles.length > 0 ? [countListed(only.productionFiles, 'production file')] : []),
    ...(only.docsFiles.length > 0 ? [countListed(only.docsFiles, 'docs file')] : []),
  ]
  return extras.length === 0
    ? []
    : [`# Before: #${number} has ${extras.join(' and ')} that #${keeper.number} does not have.`]
}

/** Who is thanked: each once, as GitHub takes a login in any case for the same, and not who wrote the keeper. */
function coauthors(closed: readonly Closing[], keeper: SetMember | undefined): string[] {
  const names = new Map<string, string>()
  for (const {
    member: { author },
  } of closed)
    if (isLogin(author) && !names.has(author.toLowerCase())) names.set(author.toLowerCase(), author)
  names.delete(keeper?.author?.toLowerCase() ?? '')
  return [...names.values()]
}

/** Why the one that is closed is not needed any more. */
function fateOf(keeper: SetMember, waits: boolean): string {
  if (keeper.landed !== null) return `which the default branch has had ${sinceLanding(keeper.landed)}`
  return keeper.state === 'MERGED' || waits ? 'which is merged' : 'so we are going with that one'
}
