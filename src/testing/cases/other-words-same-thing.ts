import { type Case, pull } from '../case.ts'

// Two people write one feature in names of their own, for no issue: a good half of the lines is the same. The same
// feature, not the same change.
const around = (lines: string[]) => ({
  'src/quarry/blast.ts': [
    ' export async function blast(face: RockFace, charges: Charge[]): Promise<void> {',
    ...lines,
    ' }',
  ],
})
const common = [
  '+  const cleared = await face.evacuate(SAFE_DISTANCE)',
  '+  if (!cleared) throw new PeopleInQuarry(face)',
  '+  for (const charge of charges) await charge.fire({ delay: charge.order * FUSE_DELAY })',
]

export default {
  pulls: [
    pull(
      101,
      'ada',
      'Clear the quarry before a blast',
      around([...common, '+  siren.longSignal()', '+  journal.noteBlast(face, charges.length)']),
    ),
    pull(
      104,
      'bela',
      'quarry: evacuate before blasting',
      around([...common, '+  horn.blow(3)', '+  ledger.push({ face, at: clock.now() })']),
    ),
  ],
  right: { sets: [[101, 104]], pairs: { '101-104': 'SAME_FEATURE' } },
} satisfies Case
