import { type Case, pull } from '../case.ts'

// A maintainer does what a contributor had begun in fewer words, and says that it closes the other. At the same place
// it is another way to do it; elsewhere it is a lead as before.
const before = [
  ' export function addMarks(stone: Stone, marks: string) {',
  '-  let marksLeft, elem, current, cut, finalMark, at = 0',
]

export default {
  pulls: [
    pull(101, 'ada', 'Lists of marks for stones', {
      'src/marks.ts': [
        ...before,
        '+  if (typeof marks === "object" && "length" in marks) {',
        '+    for (const one of marks) chisel(stone, one, { depth: stone.hardness / 2 })',
        '+    return stone.marksAsWritten()',
        '+  }',
        '   return stone',
      ],
    }),
    pull(895, 'keeper', 'Take arrays of marks\n\nThanks for the first pass. Closes #101', {
      'src/marks.ts': [
        ...before,
        '+  const list = Array.isArray(marks) ? marks : splitMarks(marks)',
        '+  let elem, at = 0',
        '   return stone',
      ],
    }),
    pull(111, 'bela', 'Roofs over the quarry', { 'src/roof.ts': ['+export const roof = slate.layered(3)'] }),
    pull(114, 'keeper', 'Rain gutters\n\nCloses #111', {
      'src/gutter.rs': ['+pub fn gutter(rain: &Rain) -> Flow { rain.fall().into() }'],
    }),
  ],
  right: {
    sets: [[101, 895]],
    pairs: { '101-895': 'COMPETING_IMPLEMENTATION', '111-114': 'lead' },
  },
} satisfies Case
