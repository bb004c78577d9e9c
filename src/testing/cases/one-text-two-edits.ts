import { type Case, pull, withContents } from '../case.ts'

// Two edits of one comment, one after the other. In between a third took a line away, which the second brings back: so
// the file comes to the same text in both, which they do not make of the same.
const patch = (before: string, lines: string[]) =>
  withContents(
    [
      'diff --git a/src/Ledger.php b/src/Ledger.php',
      'index 1111111..2222222 100644',
      '--- a/src/Ledger.php',
      '+++ b/src/Ledger.php',
      `@@ -40,${lines.filter((line) => line[0] !== '+').length} +40,${lines.filter((line) => line[0] !== '-').length} @@`,
      ...lines,
      '',
    ].join('\n'),
    before,
    'f',
  )

export default {
  pulls: [
    pull(
      101,
      'ada',
      'A single balance may be null',
      {},
      {
        patch: patch('a', [
          '      /**',
          '-      * @return int|float the balance of one account.',
          '+      * @return int|float|null the balance of one account.',
          '      *',
          '      * @throws NoAccount where there is none.',
          '      */',
        ]),
      },
    ),
    pull(
      102,
      'bela',
      'Bring back what a single balance throws',
      {},
      {
        patch: patch('b', [
          '      * @return int|float|null the balance of one account.',
          '      *',
          '+      * @throws NoAccount where there is none.',
          '      */',
        ]),
      },
    ),
  ],
  right: { sets: [] },
} satisfies Case
