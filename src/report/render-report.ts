import type { ReportedSet, ReportFacts } from '../postgres/read-report.ts'
import { agreementSentence } from '../words/agreement.ts'
import { landedSentence } from '../words/landing.ts'
import { count as counted } from '../words/numbers.ts'
import { stateWord } from '../words/pull-state.ts'
import { setSentence } from '../words/set-sentence.ts'
import { codeText } from '../words/strangers-text.ts'
import { verdictWords } from '../words/verdict.ts'

export interface ReportFrame {
  /** `owner/repo`. */
  repository: string
  since: Date
  now: Date
  /** Where everybody may read of the repository; null: there is no such place, and nothing is linked. */
  page: string | null
}

/** Without addresses a line fits into 80 columns. */
const longestTitle = 60
/** Members named of one set, and of one that is over. */
const mostMembers = 5
const mostOver = 3

/**
 * What happened to a repository's duplicates, as Markdown: for a run's summary, an issue, a mail. Counts and names, and
 * nothing that was not counted. Strangers' text appears as code alone.
 */
export function renderReport(facts: ReportFacts, frame: ReportFrame): string {
  const { repository, since, now, page } = frame
  const { openPulls, comparedAt, fresh, resolved, open, groups, landed, judged } = facts
  const verdicts = judged.verdicts.reduce((sum, { count }) => sum + count, 0)
  const parts = [
    `# Duplicates in ${page === null ? codeText(repository) : `[${codeText(repository)}](${page})`}`,
    [
      `From ${minute(since)} to ${minute(now)} (UTC).`,
      comparedAt === null
        ? 'It has not been scanned yet.'
        : `Last scanned ${minute(new Date(comparedAt))}, with ${counted(openPulls, 'open pull request')}.`,
    ].join('\n'),
    [
      '| | |',
      '| --- | ---: |',
      `| New sets | ${fresh.count} |`,
      `| Resolved sets | ${resolved.count} |`,
      `| Sets with something to decide | ${open.count} |`,
      `| of these, undecided | ${open.undecided} |`,
      `| Issues with several pull requests | ${groups.count} |`,
      `| Landed, can be closed | ${landed.count} |`,
      `| Pairs judged by maintainers | ${verdicts} |`,
      `| Sets with a keeper chosen, or put off | ${judged.kept + judged.putOff} |`,
    ].join('\n'),
    section('New', fresh.count, fresh.sets, (set) => describeSet(set, page)),
    section('Oldest undecided', open.undecided, open.oldest, (set) => describeSet(set, page)),
    section(
      'Issues with several pull requests',
      groups.count,
      groups.issues,
      ({ number, title, url, closing }) => {
        const named = closing.slice(0, mostMembers).map((pull) => `#${pull}`)
        const name = page === null ? link(number, url) : `[#${number}](${page}/issues/${number})`
        return `${name}${title === null ? '' : ` ${codeText(title, longestTitle)}`}: ${[...named, ...rest(closing.length, mostMembers)].join(', ')}`
      },
    ),
    section(
      'Landed, can be closed',
      landed.count,
      landed.pulls,
      ({ number, title, url, sha, landedAt }) =>
        `${link(number, url)} ${codeText(title, longestTitle)}\n  ${landedSentence({ sha, committedAt: landedAt })}`,
    ),
    section('Resolved', resolved.count, resolved.sets, ({ members, firstSeenAt, endedAt }) => {
      const named = members
        .slice(0, mostMembers)
        .map(({ number, state }) => `#${number} ${stateWord({ state })}`)
      return `${day(endedAt)}: ${[...named, ...rest(members.length, mostOver)].join(', ')}\n  known since ${day(firstSeenAt)}`
    }),
    verdicts + judged.kept + judged.putOff === 0
      ? ''
      : ['## Decided by maintainers', ...describeVerdicts(judged)].join('\n\n'),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function section<T>(
  title: string,
  count: number,
  items: readonly T[],
  describe: (item: T) => string,
): string {
  if (count === 0) return ''
  const more = count > items.length ? [`- and ${count - items.length} more`] : []
  return [`## ${title}`, [...items.map((item) => `- ${describe(item)}`), ...more].join('\n')].join('\n\n')
}

function describeSet(set: ReportedSet, page: string | null): string {
  const sentence = setSentence(set)
  const shown = page === null ? sentence : `[${sentence}](${page}/sets/${set.id})`
  const settled = set.settledAt === null ? '' : `, settled ${day(set.settledAt)}`
  const members = set.members
    .slice(0, mostMembers)
    .map(
      ({ number, title, state, url }) =>
        `\n  - ${link(number, url)} ${codeText(title, longestTitle)}${state === 'OPEN' ? '' : ` ${stateWord({ state })}`}`,
    )
  const more = rest(set.members.length, mostMembers).map((text) => `\n  - ${text}`)
  return `${shown} (since ${day(set.firstSeenAt)}${settled})${[...members, ...more].join('')}`
}

const rest = (count: number, most: number): string[] => (count > most ? [`and ${count - most} more`] : [])

function describeVerdicts({ verdicts, claimed, right, kept, putOff }: ReportFacts['judged']): string[] {
  const list = [
    ...verdicts.map(({ verdict, count }) => `- ${verdictWords[verdict].meaning}: ${count}`),
    ...(kept > 0 ? [`- sets with a keeper chosen: ${kept}`] : []),
    ...(putOff > 0 ? [`- sets put off: ${putOff}`] : []),
  ]
  if (verdicts.length === 0) return [list.join('\n')]
  const agreed =
    claimed === 0
      ? 'ClawTriage had shown nothing for these pairs.'
      : `${agreementSentence({ said: claimed, right }, 'maintainers')}.`
  return [list.join('\n'), agreed]
}

/** Only an address that can hold no Markdown is one. */
function link(number: number, url: string | null): string {
  return url !== null && /^https?:\/\/[\w.:/-]+$/.test(url) ? `[#${number}](${url})` : `#${number}`
}

const minute = (date: Date): string => date.toISOString().slice(0, 16).replace('T', ' ')
const day = (iso: string): string => iso.slice(0, 10)
