import { sameOutcome } from '../candidates/shared-mass.ts'
import { netLines } from './net-lines.ts'
import { onceFor } from './once-for.ts'
import type { Side } from './side.ts'

/** Lists of settings; a script or a program that is named so is none. */
const settings =
  /\.(?:props|targets|json5?|ya?ml|toml|ini|cfg|conf|properties|xml|gradle|env|[cfv]sproj|nuspec|config)$/i
/** Who means the same as somebody else does so sooner: of the releases of a project there are a dozen a year. */
const leastDays = 28
/** A change of more sets no switch. */
const mostLines = 3
const longestLine = 300
/** "true", "4", "rc", "preview.3": what a switch, a counter or a label of a release says. */
const value =
  /^(?:true|false|on|off|yes|no|enabled?|disabled?|\d{1,6}|(?:preview|alpha|beta|rc|rtm|ga|dev|stable|servicing|prerelease)(?:[.-]?\d{1,3})?)$/i

const tokensOf = (line: string): string[] => line.match(/[\p{L}\p{N}_.-]+|[^\p{L}\p{N}_.-]/gu) ?? []

const isNumber = (from: string, to: string) => /^\d+$/.test(from) && /^\d+$/.test(to)
/** A counter goes up by one, or begins anew; what goes from 16 to 18 is a version, and from 30 to 60 a limit. */
const counts = (from: number, to: number) => to === from + 1 || (to <= 1 && to < from)

/** Whether two lines say the same, but for one value. */
function setsValue(gone: string, come: string): boolean {
  if (gone.length > longestLine || come.length > longestLine) return false
  const [before, after] = [tokensOf(gone), tokensOf(come)]
  if (before.length !== after.length) return false
  const differing = before.flatMap((token, at) => (token === after[at] ? [] : [[token, after[at]!]]))
  const [from, to] = differing[0] ?? []
  if (from === undefined || to === undefined || differing.length > 1) return false
  return value.test(from) && value.test(to) && (!isNumber(from, to) || counts(Number(from), Number(to)))
}

/** What a side sets, as the lines that it comes to; null where it does anything else, or elsewhere. */
const readSet = onceFor((side: Pick<Side, 'added' | 'removed' | 'changed'>): string | null => {
  if (![...side.changed.keys()].every((path) => settings.test(path))) return null
  const [added, removed] = netLines(side as Side)
  if (added.size === 0 || added.size > mostLines || added.size !== removed.size) return null
  const gone = [...removed.keys()]
  if (![...added.keys()].every((line) => gone.some((before) => setsValue(before, line)))) return null
  return [...gone.sort(), '', ...[...added.keys()].sort()].join('\n')
})

/**
 * Whether both set the same switches, labels or counters of the settings from and to the same values, weeks apart: what
 * is done for one release after the other, each on a line of its own. Only in a plain mirror, which does not say what
 * became of the first: where that is known, one that is still open is repeated. It is as well where both take one file
 * from one content to another: between two releases the settings change in other ways too. Symmetric.
 */
export function setsAgain(a: Side, b: Side): boolean {
  const [one, other] = [a.revision, b.revision]
  if (one.createdAtGuessed !== true || other.createdAtGuessed !== true) return false
  const days = Math.abs(Date.parse(one.createdAt) - Date.parse(other.createdAt)) / 86_400_000
  if (!(days >= leastDays) || sameOutcome(a.signature, b.signature)) return false
  const set = readSet(a)
  return set !== null && set === readSet(b)
}
