import { type Case, pull, withContents } from '../case.ts'

// A plain mirror. Before each release somebody closes the sluice by the same switch, on a line of releases that is gone
// when the next one does. Two who do so in one week mean one release, and so do two who find the file as it was before:
// the first was never merged.
const closed = {
  'build/sluice.props': [
    '   <SluiceGates>7</SluiceGates>',
    '-  <SluiceClosesForReleases>false</SluiceClosesForReleases>',
    '+  <SluiceClosesForReleases>true</SluiceClosesForReleases>',
    '   <SluiceKeeper>harbour</SluiceKeeper>',
  ],
}
const on = (day: string) => ({ createdAt: `${day}T09:00:00.000Z`, createdAtGuessed: true, baseRef: null })
const moored = (number: number, author: string, title: string, day: string) => {
  const revision = pull(
    number,
    author,
    title,
    {
      'pier/berths.yml': [
        ' berths:',
        '-  mooring_lines_doubled: false',
        '+  mooring_lines_doubled: true',
        '   fenders: cork',
      ],
    },
    on(day),
  )
  return { ...revision, patch: withContents(revision.patch as string, 'a', 'b') }
}

export default {
  pulls: [
    pull(101, 'ada', 'Close the sluice', closed, on('2026-01-12')),
    pull(102, 'bela', 'Set SluiceClosesForReleases', closed, on('2026-04-20')),
    pull(103, 'cato', 'Sluice mode', closed, on('2026-04-23')),
    moored(111, 'dora', 'Double the mooring lines', '2026-01-12'),
    moored(112, 'emil', 'Boats break loose in storms', '2026-02-20'),
  ],
  right: {
    sets: [
      [102, 103],
      [111, 112],
    ],
    pairs: { '101-102': 'lead', '101-103': 'lead', '102-103': 'SAME_CHANGE', '111-112': 'SAME_CHANGE' },
  },
} satisfies Case
