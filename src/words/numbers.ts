import { mostListedFiles } from '../domain/pair.ts'

/**
 * A browser makes ICU's formats at their first use, which the first view would wait for: numbers and the time of day
 * are written without, and the one for dates is made when it is wanted.
 */
let dates: Intl.DateTimeFormat | undefined

/** 3412 as "3,412". */
export function number(count: number): string {
  if (!Number.isSafeInteger(count)) return count.toLocaleString('en')
  const digits = String(Math.abs(count))
  const groups: string[] = []
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end))
  return `${count < 0 ? '-' : ''}${groups.join(',')}`
}

/** 0.94 as "94%". Only what is whole becomes 100%, and only what is nothing 0%. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return 'under 1%'
  if (share < 1 && share >= 0.995) return 'over 99%'
  return `${number(Math.round(share * 100))}%`
}

/** "all" or "94%", to stand before "of". */
export function share(part: number): string {
  return part === 1 ? 'all' : percent(part)
}

/** "1 pull request", "3,412 pull requests". */
export function count(howMany: number, noun: string, plural = `${noun}s`): string {
  return `${number(howMany)} ${howMany === 1 ? noun : plural}`
}

/** Of a list that may end before all are in it: "3 test files", "20 or more test files". */
export function countListed({ length }: readonly unknown[], noun: string): string {
  return length < mostListedFiles ? count(length, noun) : `${number(length)} or more ${noun}s`
}

/** From the largest unit down; a month is the mean one. */
const units = [
  ['year', 31_556_952],
  ['month', 2_629_746],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** "3 months ago", "in 5 minutes", "just now". */
export function age(time: string, now: number): string {
  const seconds = (Date.parse(time) - now) / 1000
  const found = units.find(([, size]) => Math.abs(seconds) >= size)
  if (!found) return 'just now'
  const [unit, size] = found
  const words = count(Math.trunc(Math.abs(seconds) / size), unit)
  return seconds < 0 ? `${words} ago` : `in ${words}`
}

/** "14 minutes", "2 s", "0.4 s". */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 120) return `${Math.round(seconds)} s`
  return seconds < 7200 ? `${Math.round(seconds / 60)} minutes` : `${(seconds / 3600).toFixed(1)} hours`
}

/** The whole date and time in the reader's time zone, for a tooltip. */
export function moment(time: string): string {
  dates ??= new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })
  return dates.format(new Date(time))
}

/** "09:00" in the reader's time zone. */
export function clockTime(time: string): string {
  const date = new Date(time)
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
}

/** As wide as `clockTime`, where the reader's time zone is not known. */
export const blankClock = '\u2012\u2012:\u2012\u2012'
