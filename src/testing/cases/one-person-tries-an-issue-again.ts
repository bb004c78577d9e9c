import { type Case, pull } from '../case.ts'

// Who brings a failing test for an issue, and then the fix of it, does the same once more: the test comes first among
// what the fix is like, before another's change of the same file that is for something else.
const around = (lines: string[]) => ({
  'src/kiln.ts': [' export function openKiln(kiln: Kiln): Door {', ...lines, ' }'],
})

export default {
  pulls: [
    pull(117, 'ada', 'A failing test for #12\n\nSee #12.', {
      'test/kiln.test.ts': [
        "+test('a hot kiln stays shut', () => {",
        '+  const kiln = fire(new Kiln(), 1_200)',
        '+  expect(() => openKiln(kiln)).toThrow(TooHot)',
        '+})',
      ],
    }),
    pull(102, 'bela', 'Say which one was shut\n\nFixes #9.', {
      'src/kiln.ts': [
        ' export function shutKiln(kiln: Kiln): void {',
        '-  kiln.door.shut()',
        '+  journal.note(kiln.name)',
        '+  kiln.bolt(Bolt.upper)',
        ' }',
      ],
    }),
    pull(118, 'ada', 'A hot kiln stays shut\n\nFixes #12.', {
      ...around([
        '-  return kiln.door.open()',
        '+  if (kiln.heat() > Celsius(60)) throw new TooHot(kiln)',
        '+  return kiln.door.open()',
      ]),
      'test/kiln.test.ts': ['+it.each([61, 900])("%i degrees are too many", shut)'],
    }),
  ],
  right: { sets: [] },
} satisfies Case
