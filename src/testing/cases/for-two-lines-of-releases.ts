import { type Case, pull } from '../case.ts'

// One person proposes something for the main branch, another one for a line of releases, and a third marks the line in
// the title where no branch is known. Neither was merged. Each line needs its own, however it is called; two for one
// line are rivals.
const damped = (rest: string[] = []) => ({
  'tide/Gauge.go': [
    ' func (g *Gauge) Mark(level Level) {',
    '-	g.staff.Scratch(level)',
    '+	calm := g.well.Settle(level, g.inlet.Width())',
    '+	if calm < g.staff.Least() {',
    '+		return',
    '+	}',
    '+	g.staff.Scratch(calm)',
    ...rest,
    ' }',
  ],
})

export default {
  pulls: [
    pull(101, 'ada', 'Levels settle in the well before they are marked', damped()),
    pull(102, 'bela', 'tide: no marks of waves', damped(['+	g.log.Note(calm)']), { baseRef: 'release/3.2' }),
    pull(103, 'cato', '[3.1 backport] tide: waves leave no marks', damped(['+	g.bell.Ring(calm)']), {
      baseRef: null,
    }),
    pull(104, 'dora', 'Waves must not be marked', damped(['+	g.clerk.Write(calm)']), {
      baseRef: 'release/3.2',
    }),
    pull(105, 'emil', 'The well calms what the staff marks', damped(['+	g.flag.Hoist(calm)']), {
      baseRef: 'release30',
    }),
    pull(106, 'fenja', 'Still water alone is marked', damped(['+	g.horn.Blow(calm)']), {
      baseRef: '2-9-stable',
    }),
  ],
  right: {
    sets: [[102, 104]],
    pairs: {
      '101-102': 'BACKPORT',
      '101-103': 'BACKPORT',
      '101-104': 'BACKPORT',
      '102-103': 'BACKPORT',
      '102-104': 'SAME_CHANGE',
      '101-105': 'BACKPORT',
      '101-106': 'BACKPORT',
      '103-104': 'BACKPORT',
      '104-105': 'BACKPORT',
      '105-106': 'BACKPORT',
    },
  },
} satisfies Case
