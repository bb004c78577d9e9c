import { type Case, pull } from '../case.ts'

// Two people remove the same file that is not needed any more: the same change. A third removes another one of the same
// kind.
const removed = (path: string, lines: string[]) =>
  [
    `diff --git a/${path} b/${path}`,
    'deleted file mode 100644',
    `index ${'7ac1'.repeat(10)}..${'0'.repeat(40)}`,
    `--- a/${path}`,
    '+++ /dev/null',
    `@@ -1,${lines.length} +0,0 @@`,
    ...lines.map((line) => `-${line}`),
    '',
  ].join('\n')
const treadle = ['class Treadle', '  def push(foot) = flywheel.turn(foot.weight)', 'end']
const bellows = ['class Bellows', '  def squeeze(hand) = forge.blow(hand.grip)', 'end']

export default {
  pulls: [
    pull(101, 'ada', 'The treadle is gone', {}, { patch: removed('lib/treadle.rb', treadle) }),
    pull(102, 'bela', 'Remove dead code', {}, { patch: removed('lib/treadle.rb', treadle) }),
    pull(103, 'cato', 'Remove more dead code', {}, { patch: removed('lib/bellows.rb', bellows) }),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case
