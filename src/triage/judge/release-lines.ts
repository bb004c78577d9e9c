import type { Revision } from '../../domain/revision.ts'
import { isNamedReleaseLine } from '../change/release-line.ts'
import { longestTitle } from './relation-facts.ts'

/**
 * "[release/1.6] Parse ports", "[19.03 backport] …", "(2.x) …": a mark in front that has the number of a line of
 * releases. With a dot, an "x", or a word that says what it is, since a number alone may be anything.
 */
const mark = /^(?:[[(][^\])\d]{1,40}[\])] ?){0,2}[[(]([^\])]{1,80})[\])]/
const beforeNumber = /^(?:(?:rel(?:eases?)?|stable|lts|branch|back-?port|v)[\s/_.:-]{0,3}){0,2}v?(?=\d)/i
const numbers = /\d{1,6}(?:[._-](?:\d{1,6}|x)){0,3}/

/** "2.x" is "2". */
const bare = (number: string) =>
  number
    .toLowerCase()
    .replace(/[_-]/g, '.')
    .replace(/(?:\.x){1,3}$/, '')

type Aim = Pick<Revision, 'title' | 'baseRef'>

/** The mark by which a title names a line of releases: "19.03 backport"; null where it names none. */
export function lineMark(title: string): string | null {
  const text = mark.exec(title.slice(0, longestTitle).trimStart())?.[1]?.trim() ?? ''
  const before = beforeNumber.exec(text)?.[0]
  if (before === undefined) return null
  const isSaid = /[a-z]{3}/i.test(before) || /back-?port/i.test(text)
  return isSaid || /[._-]/.test(numbers.exec(text)![0]) ? text : null
}

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
  const [one, other] = [lineOf(a.revision), lineOf(b.revision)]
  return one !== null && other !== null && one.line !== other.line && (one.isSure || other.isSure)
}
