/** What a scan is doing, in a word or two. `resumesAt` is a time of GitHub's or of the app's. */
export function phaseOf({
  state,
  progress: { listed, analyzed, unchanged, failed },
  resumesAt,
}: {
  state: string
  progress: { listed: number; analyzed: number; unchanged: number; failed: number }
  resumesAt: string | Date | null
}): string {
  if (state === 'paused') return `waiting for GitHub until ${clock(resumesAt)}`
  if (state === 'waiting') return 'waiting for its turn'
  if (listed === 0) return 'listing'
  const finished = analyzed + unchanged + failed
  // Until the first is read the list may still be growing: only then is there a total.
  if (finished === 0) return 'fetching'
  return finished < listed ? 'reading' : 'comparing'
}

function clock(time: string | Date | null): string {
  const date = new Date(time ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? 'later' : `${date.toISOString().slice(11, 16)} UTC`
}
