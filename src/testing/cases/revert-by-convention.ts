import { type Case, pull } from '../case.ts'

// A revert in the form of the Conventional Commits takes back one of two files; another one in the same form has the
// title of something else.
const gone = {
  'src/index.py': [
    '-    table = Table(len(rows))',
    '-    return table.fill(rows)',
    '+    return {row.id: row for row in rows}',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'Faster index', {
      'src/index.py': [
        '-    return {row.id: row for row in rows}',
        '+    table = Table(len(rows))',
        '+    return table.fill(rows)',
      ],
      'src/scan.py': [
        '-    return [row for row in rows if row.key == key]',
        '+    return list(rows.by_key(key))',
      ],
    }),
    pull(102, 'bela', 'revert: Faster index (#101)\n\nThe table loses rows.', gone),
    pull(103, 'cato', 'revert: Faster pages', {
      'src/page.py': ['-    return cached(page)', '+    return page'],
    }),
  ],
  states: { 101: 'MERGED' },
  right: { sets: [], pairs: { '101-102': 'REVERT', '101-103': 'nothing' } },
} satisfies Case
