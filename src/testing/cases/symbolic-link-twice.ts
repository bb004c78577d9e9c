import { type Case, pull } from '../case.ts'

// Two people keep an old name by the same symbolic link; a third makes it point elsewhere.
const link = (target: string, id: string) =>
  [
    'diff --git a/bin/start b/bin/start',
    'new file mode 120000',
    `index ${'0'.repeat(40)}..${id.repeat(40)}`,
    '--- /dev/null',
    '+++ b/bin/start',
    '@@ -0,0 +1 @@',
    `+${target}`,
    '\\ No newline at end of file',
    '',
  ].join('\n')

export default {
  pulls: [
    pull(101, 'ada', 'Keep the old name of run', {}, { patch: link('run', 'a') }),
    pull(102, 'bela', 'bin/start for those who type it', {}, { patch: link('run', 'a') }),
    pull(103, 'cato', 'start what is served', {}, { patch: link('serve', 'b') }),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case
