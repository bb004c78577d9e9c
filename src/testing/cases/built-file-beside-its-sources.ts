import { type Case, pull } from '../case.ts'
import { sampleLines } from '../revisions.ts'

// Two mend different sources, and each commits what is built of all sources: that has what went in since it was last
// built. Who mends the same source as one of them does the same, built or not.
const since = sampleLines(31, 40, '+')
const gauge = [
  '+  if (level < staff.least) return staff.least',
  '+  const calm = well.settle(level, inlet.width)',
  '+  const mark = staff.round(calm)',
  '+  if (mark === staff.last) return null',
  '+  return mark',
]
const bell = [
  '+  const hour = clock.hourOf(tide)',
  '+  const pause = clock.pauseAfter(hour)',
  '+  bell.muffle(tide.height)',
  '+  for (let at = 0; at < hour; at++) bell.ring(pause)',
  '+  bell.rest(clock.untilNext(hour))',
]

export default {
  pulls: [
    pull(101, 'ada', 'Levels are rounded to the staff', {
      'lib/gauge.js': [' export function mark(level) {', ...gauge],
      'tide.js': [...since, ...gauge],
    }),
    pull(102, 'bela', 'Ring the hours of a tide', {
      'lib/bell.js': [' export function ring(tide) {', ...bell],
      'tide.js': [...since, ...bell],
    }),
    pull(103, 'cato', 'Marks are where the staff has them', {
      'lib/gauge.js': [' export function mark(level) {', ...gauge],
    }),
  ],
  right: { sets: [[101, 103]], pairs: { '101-103': 'SAME_CHANGE' } },
} satisfies Case
