import type { Revision } from '../../domain/revision.ts'
import { isForOneRelease, isReleaseLine, shipperOf, type Target } from '../change/release-line.ts'
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
/**
 * "… on release/5.0", "… onto stable-2.9": a title that ends with the name of a branch. "To release-2.28.5" is a tag
 * that is raised to, "for release-1.2" what a text is about.
 */
const aimAtEnd =
  /\b(?:on|into|onto)\s(?:the\s)?((?:releases?|servicing|stable|support|maint)(?:\/v?\d[\w./-]{0,60}|-v?\d{1,6}(?:\.(?:\d{1,6}|x))?))$/i
/** The same, where it may also be what the change is about: "Fix the link in release/1.2". */
const placeAtEnd =
  /\b(?:for|in|to)\s(?:the\s)?((?:releases?|servicing|stable|support|maint)\/v?\d[\w./-]{0,60})$/i

/** "2.x" is "2". */
const bare = (number: string) =>
  number
    .toLowerCase()
    .replace(/[_-]/g, '.')
    .replace(/(?:\.x){1,3}$/, '')

type Aim = Pick<Revision, 'title'> & Target

/** The mark by which a title names a line of releases: "19.03 backport"; null where it names none. */
export function lineMark(title: string): string | null {
  const text = aimMark(title) ?? placeAtEnd.exec(trimmed(title))?.[1] ?? ''
  const before = beforeNumber.exec(text)?.[0]
  if (before === undefined) return null
  const number = numbers.exec(text)!
  if (!afterNumber.test(text.slice(number.index + number[0].length))) return null
  return isSaid(text) || /[._-]/.test(number[0]) ? text : null
}

const trimmed = (title: string) => title.slice(0, longestTitle).trim()

/** What can only be where the change goes. */
const aimMark = (title: string) =>
  mark.exec(trimmed(title))?.[1]?.trim() ?? aimAtEnd.exec(trimmed(title))?.[1]

/** "stable-2.9", "19.03 backport": a word says that it is a line, and not what is released. */
const isSaid = (text: string): boolean =>
  /back-?port|stable|release|servicing|support|maint|branch|lts|rel\b/i.test(text)

/**
 * The line that it is for, for whom that is kept (null: unknown), and whether it is sure; null: unknown. "" is a branch
 * that is no line of releases.
 */
function lineOf(aim: Aim): { line: string; shipper: string | null; isSure: boolean } | null {
  const marked = numbers.exec(lineMark(aim.title) ?? '')?.[0]
  // A mark has the number alone.
  if (marked !== undefined) {
    const isKnown = aim.baseRef !== null && isReleaseLine(aim.baseRef)
    return { line: bare(marked), shipper: isKnown ? shipperOf(aim.baseRef!) : null, isSure: true }
  }
  if (aim.baseRef === null) return null
  const number = numbers.exec(aim.baseRef.slice(0, 200))?.[0]
  const line = number === undefined ? '' : bare(number)
  return { line, shipper: shipperOf(aim.baseRef), isSure: isForOneRelease(aim) }
}

/**
 * Whether two are for different lines, of which one is a line of releases by its branch's name or history, or by the
 * title's mark: both are needed, each for its own. Symmetric.
 */
export function aimAtOtherLines(a: { revision: Aim }, b: { revision: Aim }): boolean {
  const isOneBranch = a.revision.baseRef !== null && a.revision.baseRef === b.revision.baseRef
  if (isOneBranch && !tellsLine(a.revision.title, b.revision.title)) return false
  const [one, other] = [lineOf(a.revision), lineOf(b.revision)]
  if (one === null || other === null || (!one.isSure && !other.isSure)) return false
  // Who ships a release keeps it beside the project's own line, under the same number.
  if (one.shipper !== null && other.shipper !== null && one.shipper !== other.shipper) return true
  // "1.6" and "1.6.0" are one.
  return one.line !== other.line && !isBelow(one.line, other.line) && !isBelow(other.line, one.line)
}

/**
 * Whether titles tell the lines of two that seem to be for one branch: in a mirror that of a line that is gone is taken
 * for the default one. A word does, a number alone does not; where it may be what the change is about both have to.
 */
function tellsLine(one: string, other: string): boolean {
  const isTold = (title: string) => isSaid(lineMark(title) ?? '')
  const isAim = (title: string) => aimMark(title) !== undefined && isTold(title)
  return isAim(one) || isAim(other) || (isTold(one) && isTold(other))
}

const isBelow = (line: string, above: string): boolean => above !== '' && line.startsWith(`${above}.`)
