import type { SetDetail } from '../domain/answers.ts'
import { keeperOf } from '../domain/keeper.ts'
import { sinceLanding } from './landing.ts'
import { isLogin } from './login.ts'
import { percent } from './numbers.ts'
import { setSentence } from './set-sentence.ts'
import { codeText } from './strangers-text.ts'

/**
 * A set as Markdown, to be pasted into a comment.
 * @param page as of closePlan.
 */
export function setMarkdown(set: SetDetail, page: string | null): string {
  const kept = keeperOf(set).number
  const lines = [`**${setSentence(set)}**${set.reason === '' ? '' : `: ${codeText(set.reason)}`}`, '']
  for (const { number, title, author, state, landed, createdAt } of set.members) {
    const marks = [
      ...(number === kept ? ['keeper'] : []),
      ...(number === set.original ? ['first'] : []),
      ...(state === 'OPEN' ? [] : [state.toLowerCase()]),
      ...(landed === null ? [] : [`in the default branch ${sinceLanding(landed)}`]),
      ...(isLogin(author) ? [`by ${codeText(author)}`] : []),
      `opened ${createdAt.slice(0, 10)}`,
    ]
    lines.push(`- #${number} ${codeText(title)} (${marks.join(', ')})`)
  }
  for (const { a, b, score, evidence } of set.edges) {
    const [reason] = evidence.reasons
    const pair = `#${a} and #${b}`
    const linked = page === null ? pair : `[${pair}](${page}/compare/${a}...${b})`
    lines.push(`- ${linked}, ${percent(score)}${reason === undefined ? '' : `: ${codeText(reason)}`}`)
  }
  return `${lines.join('\n')}\n`
}
