import type { Revision } from '../../domain/revision.ts'
import { isNamedReleaseLine } from '../change/release-line.ts'
import { longestTitle } from './relation-facts.ts'

/**
 * "[release/1.6] Parse ports", "[19.03 backport] …", "(2.x) …": a mark in front that has the number of a line of
 * releases. With a dot, an "x", or a word that says what it is, since a number alone may be anything.
 */
const mark = /^(?:[[(][^\])\d]{1,40}[\])] ?){0,2}[[(]([^\])]{1,80})[\])]/
const beforeNumber =
  /^(?:(?:rel(?:eases?)?|servicing|support|maint|stable|lts|branch|back-?port|v)[\s/_.:-]{0,3}){0,2}v?(?=\d)/i
/** What may follow the number in a mark; "[3.11 support]" is about something else. */
const afterNumber =
  /^(?:-?(?:rc|preview|beta|alpha)[.-]?\d{0,3})?(?:[\s/_.:-]{0,3}(?:back-?port|stable|branch|lts|rel(?:ease)?|line|only)){0,3}\s?$/i
/** .NET's "6.0.1xx" is a band of one line. */
const numbers = /\d{1,6}(?:[._-](?:\d{1,6}(?:xx)?|x)){0,3}/
/** "… on release/5.0", "… for stable-2.9": a title that ends with the name of a branch. */
const markAtEnd =
  /\b(?:on|for|in|to|into|onto)\s(?:the\s)?((?:releases?|servicing|stable|support|maint)[/-]v?\d[\w./-]{0,60})$/i

/** "2.x" is "2". */
const bare = (number: string) =>
  number
    .toLowerCase()
    .replace(/[_-]/g, '.')
    .replace(/(?:\.x){1,3}$/, '')

type Aim = Pick<Revision, 'title' | 'baseRef'>

/** The mark by which a title names a line of releases: "19.03 backport"; null where it names none. */
export function lineMark(title: string): string | null {
  const whole = title.slice(0, longestTitle).trim()
  const text = mark.exec(whole)?.[1]?.trim() ?? markAtEnd.exec(whole)?.[1] ?? ''
  const before = beforeNumber.exec(text)?.[0]
  if (before === undefined) return null
  const number = numbers.exec(text)!
  if (!afterNumber.test(text.slice(number.index + number[0].length))) return null
  return isSaid(text) || /[._-]/.test(number[0]) ? text : null
}

/** "stable-2.9", "19.03 backport": a word says that it is a line, and not what is released. */
const isSaid = (text: string): boolean =>
  /back-?port|stable|release|servicing|support|maint|branch|lts|rel\b/i.test(text)

/** The line that it is for, and whether that is sure; null: unknown. "" is a branch that is no line of releases. */
function lineOf(aim: Aim): { line: string; isSure: boolean } | null {
  const marked = numbers.exec(lineMark(aim.title) ?? '')?.[0]
  if (marked !== undefined) return { line: bare(marked), isSure: true }
  if (aim.baseRef === null) return null
  const number = numbers.exec(aim.baseRef.slice(0, 200))?.[0]
  return { line: number === undefined ? '' : bare(number), isSure: isNamedReleaseLine(aim.baseRef) }
}

/**
 * Whether two are for different lines, of which one is a line of releases by its branch's name or by the title's mark:
 * both are needed, each for its own. Symmetric.
 */
export function aimAtOtherLines(a: { revision: Aim }, b: { revision: Aim }): boolean {
  const isOneBranch = a.revision.baseRef !== null && a.revision.baseRef === b.revision.baseRef
  // In a mirror the branch of a line that is gone is taken for the default one: a word tells, a number alone does not.
  const areTold = [a, b].some(({ revision }) => isSaid(lineMark(revision.title) ?? ''))
  if (isOneBranch && !areTold) return false
  const [one, other] = [lineOf(a.revision), lineOf(b.revision)]
  if (one === null || other === null || (!one.isSure && !other.isSure)) return false
  // "1.6" and "1.6.0" are one.
  return one.line !== other.line && !isBelow(one.line, other.line) && !isBelow(other.line, one.line)
}

const isBelow = (line: string, above: string): boolean => above !== '' && line.startsWith(`${above}.`)
