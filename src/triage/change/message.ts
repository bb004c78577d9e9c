import type { Revision } from '../../domain/revision.ts'

/** Trailers and templates that say who and how, not what. */
const noise =
  /^[ \t]*(?:(?:signed-off-by|co-authored-by|reviewed-by|change-id|cc|acked-by|tested-by)[ \t]*:.*|git-svn-id:.*|\(cherry picked from commit [0-9a-f]{7,64}\)|merge (?:remote-tracking )?(?:branch|pull request|tag) .*)$/gim
/** Comments of a description's template and code that it quotes, to their end or the description's. */
const asides = /<!--[\s\S]*?(?:-->|$)|```[\s\S]*?(?:```|$)/g
const comments = /<!--[\s\S]*?(?:-->|$)/g
/** Answers of a template: table rows ("| Bug fix? | yes") and boxes to tick. */
const answers = /^[ \t]*\|.*$|^[ \t]*[-*][ \t]*\[[ xX]\].*$/gm
/** Characters of a description that are read: beyond these come logs and listings. */
const longestBody = 8_000
const longestMessages = 16_000

/** What the author says about a change: title, description and commit messages, each once. */
export function messageOf(revision: Revision): string {
  const parts = new Set<string>([revision.title.trim()])
  const body = revision.body.slice(0, longestBody)
  let messages = 0
  for (const { message } of revision.commits) {
    if (messages > longestMessages) break
    messages += message.length
    for (const paragraph of message.slice(0, longestBody).split('\n')) parts.add(paragraph.trim())
  }
  for (const line of body.replace(asides, '').replace(answers, '').split('\n')) parts.add(line.trim())
  return [...parts].join('\n').replace(noise, '')
}

/** The same with all of the description: an issue may be named in a template's table. */
export function referencesIn(revision: Revision): string {
  return [
    revision.title,
    revision.body.slice(0, longestBody).replace(comments, ''),
    ...revision.commits.map(({ message }) => message.slice(0, longestBody)),
  ].join('\n')
}
