import { type Case, pull } from '../case.ts'

// Two people close one issue in one file, one where a function is called and one in the function itself, by the same
// new check: rivals at two places.
const checked = 'if (sheet.thickness > nip.opening) throw new PaperJam(sheet.thickness, nip.opening)'

export default {
  pulls: [
    pull(
      101,
      'ada',
      'Cardboard jams the folder (fixes #45)',
      {
        'src/folder.ts': [
          ' export function foldAll(stack: Sheet[]): Leaflet[] {',
          `+  for (const sheet of stack) ${checked}`,
          '   return stack.map((sheet) => fold(sheet, rollers.nip))',
          ' }',
        ],
      },
      { startLine: 12 },
    ),
    pull(
      104,
      'bela',
      'thick paper, closes #45',
      {
        'src/folder.ts': [
          ' function fold(sheet: Sheet, nip: Nip): Leaflet {',
          `+  ${checked}`,
          '   const crease = nip.crease(sheet.middle)',
          ' // the second fold is across',
        ],
      },
      { startLine: 71 },
    ),
  ],
  right: { sets: [[101, 104]], pairs: { '101-104': 'COMPETING_IMPLEMENTATION' } },
} satisfies Case
