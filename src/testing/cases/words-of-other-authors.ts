import { type Case, pull } from '../case.ts'

// What authors say of each other's work, in other words than "supersedes": always a lead, never a set. A mere "see
// also" is none.
const room = (number: number) => ({
  [`src/room${number}.py`]: [
    `-    return door.number == ${number}`,
    `+    return door.opens(key${number * 7})`,
  ],
})
const said: [number, string, number, string][] = [
  [101, 'Room', 102, 'Hall\n\nReplaces #101'],
  [103, 'Cellar', 104, 'Attic\n\nThis is an alternative to https://github.com/acme/yard/pull/103'],
  [105, 'Kitchen', 106, 'Scullery\n\nThis is a continuation of the work in #105.'],
  [107, 'Stable', 108, 'Paddock\n\nDuplicate of #107, but with tests'],
  [109, 'Roof', 110, 'Gutter\n\nCloses #109'],
  [111, 'Porch\n\nSuperseded by acme/yard#112', 112, 'Terrace'],
  [113, 'Oven', 114, 'Hob\n\nSee also #113 for the background.'],
]

export default {
  pulls: said.flatMap(([a, one, b, other]) => [
    pull(a, `author-${a}`, one, room(a)),
    pull(b, `author-${b}`, other, room(b)),
  ]),
  right: {
    sets: [],
    pairs: {
      '101-102': 'lead',
      '103-104': 'lead',
      '105-106': 'lead',
      '107-108': 'lead',
      '109-110': 'lead',
      '111-112': 'lead',
      '113-114': 'nothing',
    },
  },
} satisfies Case
