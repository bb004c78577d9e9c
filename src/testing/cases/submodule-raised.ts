import { type Case, pull } from '../case.ts'

// A submodule is raised to one commit by two people, and to another one by a third: only the first two do the same.
const from = '3b9e0c11d2f4a5867c90be12fd34a7785c6e9012'
const raised = (to: string) =>
  [
    'diff --git a/plugins/astrolabe b/plugins/astrolabe',
    `index ${from}..${to} 160000`,
    '--- a/plugins/astrolabe',
    '+++ b/plugins/astrolabe',
    '@@ -1 +1 @@',
    `-Subproject commit ${from}`,
    `+Subproject commit ${to}`,
    '',
  ].join('\n')
const [second, third] = [
  'e4d1727f9a0b6c35812d4e90ff01b3a6c7589d2e',
  '90aa5b3ce7184d2f6019bb7f3c4d8e52a1f60b7d',
]

export default {
  pulls: [
    pull(101, 'ada', 'Raise the astrolabe', {}, { patch: raised(second!) }),
    pull(102, 'bela', 'astrolabe with stars of the south', {}, { patch: raised(second!) }),
    pull(103, 'cato', 'The astrolabe of March', {}, { patch: raised(third!) }),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case
