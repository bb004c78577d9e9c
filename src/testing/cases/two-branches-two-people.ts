import { type Case, pull } from '../case.ts'

// Two contributors who know nothing of each other mend one thing; one chose `main`, the other `develop`. Other people,
// other titles: duplicates.
const mended = {
  'weather/vane.py': [
    ' def bearing(vane):',
    '-    return vane.angle',
    '+    drift = magnetic_declination(vane.latitude, vane.longitude)',
    '+    return (vane.angle + drift) % FULL_CIRCLE',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'True north instead of magnetic north', mended),
    pull(102, 'bela', 'vane: apply declination', mended, { baseRef: 'develop' }),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case
