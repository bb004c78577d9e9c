import { type Case, pull } from '../case.ts'

// Two people add the same empty marker file: no line of text, and the same change. Another marker elsewhere is another
// change.
const empty = (path: string) =>
  [
    `diff --git a/${path} b/${path}`,
    'new file mode 100644',
    'index 0000000000000000000000000000000000000000..e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
    '',
  ].join('\n')

export default {
  pulls: [
    pull(101, 'ada', 'Mark the package as typed', {}, { patch: empty('scales/py.typed') }),
    pull(102, 'bela', 'let type checkers see our hints', {}, { patch: empty('scales/py.typed') }),
    pull(103, 'cato', 'An empty plugin folder', {}, { patch: empty('weights/plugins/__init__.py') }),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case
