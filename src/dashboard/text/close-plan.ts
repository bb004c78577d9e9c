import type { Category, Edge } from '../../triage/verdict.ts'
import type { SetDetail, SetMember } from '../api/types.ts'
import { visibleText } from './shown-text.ts'
import { count } from './words.ts'

/** What GitHub lets a login be: anything else (an e-mail address of a mirror) is no one who could be addressed. */
const login = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})(?:\[bot\])?$/
/** Ends the comment in the script: no line of ours is this word, and a stranger's text never makes a line of its own. */
const ending = 'END_OF_COMMENT'

const repeats: readonly Category[] = ['SAME_CHANGE', 'SAME_FEATURE']

/**
 * Members that the plan would close: open ones whose change has landed, or that were found to repeat the suggested original themselves. Nothing is
 * closed in favour of one that was closed without being merged: somebody has to choose first.
 */
export function closable(set: SetDetail): SetMember[] {
  if (!repeats.includes(set.category)) return []
  const original = set.members.find(({ number }) => number === set.original)
  const leads = original !== undefined && (original.state !== 'CLOSED' || original.landed !== null)
  return set.members.filter(
    ({ number, state, landed }) =>
      state === 'OPEN' && (landed !== null || (leads && edgeToOriginal(set, number) !== undefined)),
  )
}

/** Open members that repeat another one of the set, but were not found to repeat the suggested original. */
export function indirect(set: SetDetail): SetMember[] {
  if (!repeats.includes(set.category)) return []
  return set.members.filter(
    ({ number, state, landed }) =>
      state === 'OPEN' &&
      landed === null &&
      number !== set.original &&
      edgeToOriginal(set, number) === undefined,
  )
}

function edgeToOriginal({ edges, original }: SetDetail, number: number): Edge | undefined {
  return edges.find(
    ({ a, b, category, relation }) =>
      ((a === number && b === original) || (b === number && a === original)) &&
      relation === null &&
      repeats.includes(category),
  )
}

/**
 * A script of `gh pr close` commands for a person to read, change and run; nothing here ever does. Text of strangers stands as code in a quoted
 * here-document: it can neither end it, nor run, nor call anybody by @name.
 * @param origin where this dashboard is, for the links to the evidence.
 */
export function closePlan(set: SetDetail, owner: string, repo: string, origin: string): string {
  const original = set.members.find(({ number }) => number === set.original)
  const by = original?.author != null && login.test(original.author) ? ` by @${original.author}` : ''
  const closed = closable(set)
  const apart = indirect(set)
  const all = closed.every(({ landed }) => landed !== null)
  const lines = [
    `# Closes what ${all ? 'the default branch has already' : `repeats #${set.original}`}. Read it, change it, run it yourself: ClawTriage never does.`,
    ...(apart.length === 0
      ? []
      : [
          `# Not in it: ${apart.map(({ number }) => `#${number}`).join(', ')}, found to repeat another of them but not #${set.original}.`,
        ]),
  ]
  for (const { number, landed } of closed) {
    const edge = edgeToOriginal(set, number)
    const only = edge === undefined ? null : edge.a === number ? edge.evidence.onlyA : edge.evidence.onlyB
    const extras = [
      ...(only?.testFiles.length ? [count(only.testFiles.length, 'test file')] : []),
      ...(only?.productionFiles.length ? [count(only.productionFiles.length, 'production file')] : []),
      ...(only?.docsFiles.length ? [count(only.docsFiles.length, 'docs file')] : []),
    ]
    const pair = [number, set.original].sort((x, y) => x - y).join('...')
    const reason = edge?.evidence.reasons[0] ?? ''
    lines.push(
      '',
      ...(extras.length > 0 && landed === null
        ? [`# Before: #${number} has ${extras.join(' and ')} that #${set.original} has not.`]
        : []),
      `gh pr close ${number} --repo ${owner}/${repo} --comment "$(cat <<'${ending}'`,
      ...(landed !== null
        ? [`Thank you for this work. The default branch has the same change since ${landing(landed)}.`]
        : [
            `Thank you for this work. It does what #${set.original}${by} does${fate(original)}.`,
            ...(reason === '' ? [] : [`What they share: ${codeText(reason)}.`]),
            `The two changes beside each other: ${origin}/${owner}/${repo}/compare/${pair}`,
          ]),
      'If we have overlooked something, please say so here and we will reopen it.',
      ending,
      ')"',
    )
  }
  const credited = closed.flatMap(({ author, landed }) =>
    landed === null && author !== null && login.test(author) ? [author] : [],
  )
  if (credited.length > 0 && original?.state === 'OPEN' && original.landed === null)
    lines.push(
      '',
      `# When #${set.original} is merged, its commit may thank them:`,
      ...[...new Set(credited)].map((name) => `# Co-authored-by: ${name} <${name}@users.noreply.github.com>`),
    )
  return `${lines.join('\n')}\n`
}

/** Why the one that is closed is not needed any more. */
function fate(original: SetMember | undefined): string {
  if (original?.landed) return `, which the default branch has since ${landing(original.landed)}`
  return original?.state === 'MERGED' ? ', which is merged' : ', so we go on with that one'
}

const landing = ({ sha, committedAt }: NonNullable<SetMember['landed']>): string =>
  `${committedAt.slice(0, 10)}, by commit ${sha.replace(/[^0-9a-f]/g, '')}`

/** A set as Markdown, to be pasted into a comment. */
export function setMarkdown(
  set: SetDetail,
  sentence: string,
  owner: string,
  repo: string,
  origin: string,
): string {
  const lines = [`**${sentence}**${set.reason === '' ? '' : `: ${codeText(set.reason)}`}`, '']
  for (const { number, title, author, state, createdAt } of set.members) {
    const marks = [
      ...(number === set.original ? ['first'] : []),
      ...(state === 'OPEN' ? [] : [state.toLowerCase()]),
      ...(author !== null && login.test(author) ? [`by ${codeText(author)}`] : []),
      `opened ${createdAt.slice(0, 10)}`,
    ]
    lines.push(`- #${number} ${codeText(title)} (${marks.join(', ')})`)
  }
  for (const { a, b, score, evidence } of set.edges) {
    const [reason] = evidence.reasons
    lines.push(
      `- [#${a} and #${b}](${origin}/${owner}/${repo}/compare/${a}...${b}), ${Math.round(score * 100)}%${reason === undefined ? '' : `: ${codeText(reason)}`}`,
    )
  }
  return `${lines.join('\n')}\n`
}

/** Somebody else's text as code in Markdown: one line, nothing in it is markup or a mention. */
function codeText(text: string): string {
  return `\`${visibleText(text).replaceAll('`', "'").trim()}\``
}
