import { type Case, pull } from '../case.ts'

// A project calls its lines of releases by their numbers and merges none of them up: the history says so. What goes to
// two of them is needed twice, whoever brings it and whatever the titles say; two for one line are rivals.
const trimmed = (rest: string[] = []) => ({
  'sail/Jib.ts': [
    ' export function trim(jib: Jib, wind: Wind) {',
    '-  jib.sheet.pull(wind.force)',
    '+  const angle = wind.bearing - jib.boat.heading',
    '+  if (angle < jib.closestAngle) return jib.luff()',
    '+  jib.sheet.pull(wind.force * Math.sin(angle))',
    ...rest,
    ' }',
  ],
})

const line = (baseRef: string) => ({ baseRef, baseIsSeparate: true })

export default {
  pulls: [
    pull(101, 'ada', 'The jib luffs when it points too high', trimmed()),
    pull(102, 'bela', 'sail: trim by the angle', trimmed(['+  jib.telltale.read()']), line('21.1.x')),
    pull(103, 'cato', 'Do not stall the jib', trimmed(['+  jib.log.note(angle)']), line('20.3.x')),
    pull(104, 'dora', 'Trim the sheets with care', trimmed(['+  jib.crew.call()']), line('21.1.x')),
  ],
  right: {
    sets: [[102, 104]],
    pairs: {
      '101-102': 'BACKPORT',
      '101-103': 'BACKPORT',
      '101-104': 'BACKPORT',
      '102-103': 'BACKPORT',
      '102-104': 'SAME_CHANGE',
      '103-104': 'BACKPORT',
    },
  },
} satisfies Case
