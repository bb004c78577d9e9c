import { type Case, commit, pull } from '../case.ts'

// A program carries what was merged in a sister repository over to this one, in the name of who wrote it there. Beside
// the change that somebody proposes here it is no try of anybody's. Who merely names that repository is a rival.
const settled = {
  'tide/gauge.js': [
    ' export function mark(level) {',
    '-  staff.scratch(level)',
    '+  const calm = well.settle(level, inlet.width)',
    '+  if (calm >= staff.least) staff.scratch(calm)',
    ' }',
  ],
}
const flagged = {
  'tide/mast.js': [
    ' export function hoist(level) {',
    '+  const pennant = locker.find(level.band)',
    '+  if (pennant !== undefined) halyard.bend(pennant)',
    '   halyard.haul()',
    ' }',
  ],
}
const signed = 'Signed-off-by: tide-bot <tide-bot@tide.example>'
const broughtOver = (number: number, author: string, message: string) => ({
  commits: [commit(author, number, message)],
})
const level = `Settle levels in the well (acme/tide#310)\n\n${signed}`
const pennant = `Bend a pennant for each band (acme/tide#311)\n\n${signed}`
const pennants = `Pennants once more, by band (acme/tide#315)\n\n${signed}`

export default {
  pulls: [
    pull(101, 'ada', 'Levels settle before they are marked', settled),
    pull(102, 'tide-bot', level, settled, broughtOver(102, 'bela marsh', level)),
    pull(103, 'cato', 'Waves must not be marked (acme/tide#309)', settled),
    pull(104, 'tide-bot', pennant, flagged, broughtOver(104, 'dora', pennant)),
    pull(105, 'emil', pennants, flagged, broughtOver(105, 'fritz', pennants)),
  ],
  right: {
    sets: [[101, 103]],
    pairs: { '101-102': 'MIRROR', '102-103': 'MIRROR', '101-103': 'SAME_CHANGE', '104-105': 'MIRROR' },
  },
} satisfies Case
