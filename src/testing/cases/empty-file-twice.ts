import { type Case, emptyFile, pull } from '../case.ts'

// Two people add the same empty marker file: no line of text, and the same change. Another marker elsewhere is another
// change.
export default {
  pulls: [
    pull(101, 'ada', 'Mark the package as typed', {}, { patch: emptyFile('scales/py.typed') }),
    pull(102, 'bela', 'let type checkers see our hints', {}, { patch: emptyFile('scales/py.typed') }),
    pull(103, 'cato', 'An empty plugin folder', {}, { patch: emptyFile('weights/plugins/__init__.py') }),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case
