import type { SetDetail, SetMember } from '../api/types.ts'
import { visibleText } from './shown-text.ts'
import { count } from './words.ts'

/** What GitHub lets a login be: anything else (an e-mail address of a mirror) is no one who could be addressed. */
const login = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})(?:\[bot\])?$/
/** Ends the comment in the script: no line of ours is this word, and a stranger's text never makes a line of its own. */
const ending = 'END_OF_COMMENT'

/** Members that the plan would close: open ones that repeat the suggested original, or whose change has landed. */
export function closable(set: SetDetail): SetMember[] {
  if (set.category !== 'SAME_CHANGE' && set.category !== 'SAME_FEATURE') return []
  return set.members.filter(
    ({ number, state, landed }) => state === 'OPEN' && (number !== set.original || landed !== null),
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
  const merged = original?.state === 'MERGED' ? ', which is merged' : ''
  const lines = [
    `# Closes what repeats #${set.original}. Read it, change it, run it yourself: ClawTriage never does.`,
  ]
  for (const { number, landed } of closable(set)) {
    const edge = set.edges.find(
      ({ a, b }) => (a === number && b === set.original) || (b === number && a === set.original),
    )
    const only = edge === undefined ? null : edge.a === number ? edge.evidence.onlyA : edge.evidence.onlyB
    const extras = [
      ...(only?.testFiles.length ? [count(only.testFiles.length, 'test file')] : []),
      ...(only?.productionFiles.length ? [count(only.productionFiles.length, 'production file')] : []),
      ...(only?.docsFiles.length ? [count(only.docsFiles.length, 'docs file')] : []),
    ]
    const pair = [number, set.original].sort((x, y) => x - y).join('...')
    const reason = edge?.evidence.reasons[0] ?? set.reason
    lines.push(
      '',
      ...(extras.length > 0 && landed === null
        ? [`# Before: #${number} has ${extras.join(' and ')} that #${set.original} has not.`]
        : []),
      `gh pr close ${number} --repo ${owner}/${repo} --comment "$(cat <<'${ending}'`,
      ...(landed !== null
        ? [
            `Thank you for this work. The default branch has the same change since ${landed.committedAt.slice(0, 10)}, by commit ${landed.sha.replace(/[^0-9a-f]/g, '')}.`,
          ]
        : [
            `Thank you for this work. It does what #${set.original}${by} does${merged}, so we go on with that one.`,
            ...(reason === '' ? [] : [`What they share: ${codeText(reason)}.`]),
            `The two changes beside each other: ${origin}/${owner}/${repo}/compare/${pair}`,
          ]),
      'If we have overlooked something, please say so here and we will reopen it.',
      ending,
      ')"',
    )
  }
  const credited = closable(set).flatMap(({ author, landed }) =>
    landed === null && author !== null && login.test(author) ? [author] : [],
  )
  if (credited.length > 0 && original?.state === 'OPEN')
    lines.push(
      '',
      `# When #${set.original} is merged, its commit may thank them:`,
      ...[...new Set(credited)].map((name) => `# Co-authored-by: ${name} <${name}@users.noreply.github.com>`),
    )
  return `${lines.join('\n')}\n`
}

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
