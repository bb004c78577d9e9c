import { samplePatch } from '../../testing/revisions.ts'
import { type Case, pull, withContents } from '../case.ts'

// Two functions of one file that were copied from each other have the same bug; one author mends the first, another the
// second. The same edit at another place: both are needed. git's ids say that both begin with one and the same content,
// so that the lines' numbers can be trusted.
const mended = [
  '     for crate in crates:',
  '-        total += crate.weight',
  '+        total += crate.weight_in(Unit.KILOGRAM) - crate.tare_or(EMPTY_CRATE)',
  '     return total',
]
const patch = (startLine: number, after: string) =>
  withContents(samplePatch('depot/scales.py', mended, startLine), 'a', after)

export default {
  pulls: [
    pull(101, 'ada', 'Subtract the tare of outgoing crates', {}, { patch: patch(40, 'b') }),
    pull(102, 'bela', 'incoming crates weigh too much', {}, { patch: patch(58, 'c') }),
  ],
  right: { sets: [], pairs: { '101-102': 'lead' } },
} satisfies Case
