import { type Case, pull } from '../case.ts'

// Two packages are raised; a lock whose name nobody knows moves with both, and most of its lines are the same ones. The
// titles say two things, so they are no duplicates. A third raises the first package, under its whole name.
const moved = Array.from({ length: 9 }, (_, at) => [
  `-entry gear${at} registry "old" checksum "${at}${'1a2b'.repeat(6)}"`,
  `+entry gear${at} registry "new" checksum "${at}${'9f8e'.repeat(6)}"`,
]).flat()
const raised = (name: string) => ({
  'decl.mod': [' [requires]', `-${name} 1.0.0`, `+${name} 2.0.0`],
  'pins.data': [` entry ${name}`, ...moved],
})

export default {
  pulls: [
    pull(101, 'bumper[bot]', 'Bump acme.example/tools/lathe from 1.0.0 to 2.0.0', raised('lathe')),
    pull(102, 'ada', 'build(deps): bump mandrel from 1.0.0 to 2.0.0', raised('mandrel')),
    pull(103, 'bela', 'Update dependency lathe to v2.0.0', raised('lathe')),
  ],
  right: { sets: [[101, 103]], pairs: { '101-102': 'lead', '101-103': 'SAME_CHANGE' } },
} satisfies Case
