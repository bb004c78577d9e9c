import { type Case, commit, pull } from '../case.ts'

// One person by two accounts that have a word in common, from one zone, within a day. One who shares the word and lives
// elsewhere is another; and so is who has another name in the same place. A long word in common needs no likeness where
// no account is known.
const moored = (rest: string) => ({
  'quay/mooring.ts': [
    ' export function moor(ship: Ship): void {',
    '+  const pull = ship.windage() - berth.shelter(ship.heading)',
    '+  const lines = Math.ceil(pull / rope.rating)',
    `+  ${rest}`,
    '   berth.take(ship)',
  ],
})
const by = (name: string, address: string, minute: number, subject: string, zone: string) =>
  commit('x', minute, subject, { authorName: name, authorEmail: address, zone })

const guessed = (name: string, minute: number, subject: string) => ({
  createdAtGuessed: true,
  commits: [by(name, `${name.toLowerCase()}.x@lake.example`, minute, subject, '+0530')],
})
const anchored = (depth: string) => ({
  'quay/anchor.ts': [
    ' export function anchor(ship: Ship): void {',
    '-  ship.drop(ship.chain)',
    `+  const depth = ${depth}`,
    '+  ship.drop(ship.chain.times(depth))',
    ' }',
  ],
})

export default {
  pulls: [
    pull(101, 'moscardo66@boats.example', 'Moor by the wind', moored('berth.ready(lines)'), {
      commits: [by('Hano', 'moscardo66@boats.example', 10, 'Moor by the wind', '+0530')],
    }),
    pull(102, 'rmoscardo@home.example', 'More lines in a gale', moored('berth.ready(lines)'), {
      commits: [by('木', 'rmoscardo@home.example', 70, 'More lines in a gale', '+0530')],
    }),
    pull(103, 'vmoscardo@lake.example', 'Ships tear loose', moored('berth.ready(lines)'), {
      commits: [by('Imre', 'vmoscardo@lake.example', 90, 'Ships tear loose', '-0300')],
    }),
    pull(104, 'velda@lake.example', 'Bind ships', moored('berth.ready(lines)'), {
      commits: [by('Velda', 'velda@lake.example', 95, 'Bind ships', '+0530')],
    }),
    pull(
      105,
      'q@lake.example',
      'Chains by depth',
      anchored('lead.sound(ship)'),
      guessed('MarshreedM', 200, 'Chains by depth'),
    ),
    pull(
      106,
      'r@home.example',
      'Anchors hold',
      anchored('chart.at(ship)'),
      guessed('Marshreed', 900, 'Anchors hold'),
    ),
  ],
  right: {
    sets: [[101, 102, 103, 104]],
    pairs: {
      '101-102': 'RESUBMISSION',
      '102-103': 'SAME_CHANGE',
      '102-104': 'SAME_CHANGE',
      '105-106': 'RESUBMISSION',
    },
  },
} satisfies Case
