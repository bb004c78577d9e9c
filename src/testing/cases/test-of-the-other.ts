import { type Case, pull } from '../case.ts'

// A maintainer opens another's once more, to have it tried out on the project's machines, and says whose it is. Who
// tests something of the same kind is another.
const oiled = (...rest: string[]) => ({
  'mill/axle.go': [
    ' func (a *Axle) Turn(wheel Wheel) error {',
    '+	film := a.oil.Film(wheel.Load)',
    '+	if film < a.limits.Film {',
    '+		return a.grease(wheel)',
    '+	}',
    ...rest,
    ' 	return wheel.Turn(a)',
  ],
})

export default {
  pulls: [
    pull(101, 'ada', 'Grease an axle that runs dry', oiled()),
    pull(102, 'bela', 'Test PR 101', oiled('+	a.log("greased")')),
    pull(103, 'cato', 'Dry axles need grease', oiled('+	a.note(film)')),
  ],
  right: {
    sets: [[101, 102, 103]],
    pairs: { '101-102': 'STACKED', '101-103': 'SAME_CHANGE' },
  },
} satisfies Case
