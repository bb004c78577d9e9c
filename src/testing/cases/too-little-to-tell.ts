import { type Case, pull } from '../case.ts'

// Two people add one and the same common switch to one place, for other reasons: two of three lines differ, and what
// they share is a word. No set.
const around = (lines: string[]) => ({
  'src/settings.php': [' return [', "     'title' => 'Yard',", ...lines, ' ];'],
})

export default {
  pulls: [
    pull(
      101,
      'ada',
      'Switch for the fountain',
      around(["+    'debug' => true,", "+    'fountain' => Fountain::ON,"]),
    ),
    pull(102, 'bela', 'A setting for peacocks', around(["+    'debug' => true,", "+    'peacocks' => 4,"])),
  ],
  right: { sets: [] },
} satisfies Case
