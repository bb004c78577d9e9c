import { type Case, pull } from '../case.ts'

// Two raise the same pair of packages, and one of them goes further with the second. A robot names a whole path, of
// which a part is what another package is called, too: it raises the one, and a person raises that and the other to
// their next releases. Who raises what the person raises does the same.
const raised = (gauge: string, well: string) => ({
  'go.mod': [
    ' require (',
    '-	tide.example/casks/gauge v3.0.0',
    '-	tide.example/casks/well v1.12.9',
    `+	tide.example/casks/gauge v${gauge}`,
    `+	tide.example/casks/well v${well}`,
    ' )',
  ],
})

export default {
  pulls: [
    pull(101, 'ada', 'Vendor c/well 1.13.0 and c/gauge 3.0.1', raised('3.0.1', '1.13.0')),
    pull(102, 'bela', 'Bump casks/well v1.13.1 and casks/gauge v3.0.1', raised('3.0.1', '1.13.1')),
    pull(103, 'keeper[bot]', 'fix(deps): update tide.example/casks/gauge digest to 172b917', {
      ...raised('3.0.2-0.20260404202037-172b917d5863', '1.14.0'),
    }),
    pull(104, 'cato', 'Vendor gauge3.1, well 1.14', raised('3.1.0', '1.14.0')),
    pull(105, 'keeper[bot]', 'fix(deps): update module tide.example/casks/gauge to v3.1.0', {
      ...raised('3.1.0', '1.14.0'),
    }),
  ],
  right: {
    sets: [[104, 105]],
    pairs: { '101-102': 'lead', '103-104': 'lead', '104-105': 'SAME_CHANGE' },
  },
} satisfies Case
