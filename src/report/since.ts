/** What is kept of sets that are none any more goes as far back (postgres/comparison.ts). */
const mostDays = 90
const hourMs = 3_600_000
const unitMs = { h: hourMs, d: 24 * hourMs, w: 7 * 24 * hourMs } as const

export const sincePattern = '^(?:[1-9]\\d{0,3}[hdw]|\\d{4}-\\d\\d-\\d\\d)$'
export const sinceExpected = `24h, 7d, 2w or a day such as 2026-11-01 (UTC), at most ${mostDays} days ago`

/**
 * Reads how far back a report goes: so many hours, days or weeks, or the day that it begins with. Null for anything
 * else, and for what is not kept.
 */
export function readSince(text: string, now: Date): Date | null {
  if (!new RegExp(sincePattern).test(text)) return null
  const unit = unitMs[text.at(-1) as keyof typeof unitMs] as number | undefined
  const at =
    unit === undefined ? Date.parse(`${text}T00:00:00Z`) : now.getTime() - Number.parseInt(text, 10) * unit
  // A day that no calendar has is read as one of the next month by some.
  if (Number.isNaN(at) || (unit === undefined && new Date(at).toISOString().slice(0, 10) !== text))
    return null
  return at > now.getTime() || now.getTime() - at > mostDays * unitMs.d ? null : new Date(at)
}
