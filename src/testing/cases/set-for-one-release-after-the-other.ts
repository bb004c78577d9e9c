import { type Case, pull } from '../case.ts'

// A plain mirror. Before each release somebody closes the sluice by the same switch, on a line of releases that is gone
// when the next one does. Two who do so in one week mean one release.
const closed = {
  'build/sluice.props': [
    '   <SluiceGates>7</SluiceGates>',
    '-  <SluiceClosesForReleases>false</SluiceClosesForReleases>',
    '+  <SluiceClosesForReleases>true</SluiceClosesForReleases>',
    '   <SluiceKeeper>harbour</SluiceKeeper>',
  ],
}
const on = (day: string) => ({ createdAt: `${day}T09:00:00.000Z`, createdAtGuessed: true, baseRef: null })

export default {
  pulls: [
    pull(101, 'ada', 'Close the sluice', closed, on('2026-01-12')),
    pull(102, 'bela', 'Set SluiceClosesForReleases', closed, on('2026-04-20')),
    pull(103, 'cato', 'Sluice mode', closed, on('2026-04-23')),
  ],
  right: {
    sets: [[102, 103]],
    pairs: { '101-102': 'lead', '101-103': 'lead', '102-103': 'SAME_CHANGE' },
  },
} satisfies Case
