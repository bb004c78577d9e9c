import { type Case, pull } from '../case.ts'

// The later one removes most of what the earlier one added and puts something else into its place: it reworks it.
const added = [
  'const width = measureHall(hall.floorPlan)',
  'const rows = Math.floor(hall.depth / rowPitch)',
  'return Array.from({ length: rows }, () => width / seatPitch)',
]

export default {
  pulls: [
    pull(101, 'ada', 'Seat plans for every hall', {
      'src/seating.ts': [
        ' export function seatPlan(hall: Hall): number[] {',
        '-  return []',
        ...added.map((line) => `+  ${line}`),
        ' }',
      ],
    }),
    pull(102, 'bela', 'Seat plans follow the curve of the stage', {
      'src/seating.ts': [
        ' export function seatPlan(hall: Hall): number[] {',
        ...added.map((line) => `-  ${line}`),
        '+  const arcs = hall.stage.arcsWithin(hall.walls, rowPitch)',
        '+  return arcs.map((arc) => Math.floor(arc.length / seatPitch) - (arc.crossesAisle ? 2 : 0))',
        ' }',
      ],
    }),
  ],
  states: { 101: 'MERGED' },
  right: { sets: [], pairs: { '101-102': 'FOLLOW_UP' } },
} satisfies Case
