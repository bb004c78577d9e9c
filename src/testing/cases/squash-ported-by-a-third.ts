import { type Case, pull } from '../case.ts'

// A maintainer answers a contributor's proposal with a change of her own, which is merged, and another maintainer
// ports what that was squashed to. The title names the merged one by its number, and in a plain mirror the branch seems
// to be the same. Of two whose titles name one issue, neither is a port.
const spelled = (...more: string[]) => ({
  'src/Horn.java': [
    ' void sound(Fog fog) {',
    '-    blow(fog.depth());',
    '+    Interval interval = Rules.intervalFor(fog.depth(), this.underWay);',
    '+    if (interval.elapsed(this.lastBlast)) blow(interval.blastLength());',
    ...more,
    ' }',
  ],
})
const guessed = { createdAtGuessed: true }
const tied = {
  'src/Knot.java': [
    ' void tie(Line line) {',
    '-    line.loop();',
    '+    Loop loop = line.loopAround(this.bollard, Turns.TWO);',
    '+    loop.hitch(this.standingPart).haulTaut();',
    ' }',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'Sound the horn by the rules', spelled(), guessed),
    pull(102, 'bela', 'Horn: sound it by the rules', spelled('+    log(interval);'), guessed),
    pull(103, 'cato', 'Horn: sound it by the rules (#102)', spelled('+    log(interval);'), guessed),
    pull(104, 'dora', 'Tie two turns (#90)', tied, guessed),
    pull(105, 'emil', 'Knots slip with one turn (#90)', tied, guessed),
  ],
  states: { 102: 'MERGED' },
  mergedAt: { 102: '2026-01-20T12:00:00Z' },
  right: {
    sets: [
      [101, 102],
      [104, 105],
    ],
    pairs: { '101-103': 'BACKPORT', '102-103': 'STACKED', '104-105': 'SAME_CHANGE' },
  },
} satisfies Case
