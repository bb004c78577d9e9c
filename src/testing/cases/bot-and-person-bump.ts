import { type Case, pull } from '../case.ts'

// A bot and a person raise the same package to the same version: the same change, and one of them can go.
const raised = {
  'package.json': [
    '   "dependencies": {',
    '     "cornice": "^4.0.0",',
    '-    "left-fence": "^1.2.0",',
    '+    "left-fence": "^2.0.1",',
    '     "plinth": "^0.8.3",',
  ],
  'package-lock.json': [
    '-      "version": "1.2.0",',
    '-      "resolved": "https://registry.example/left-fence/-/left-fence-1.2.0.tgz",',
    '+      "version": "2.0.1",',
    '+      "resolved": "https://registry.example/left-fence/-/left-fence-2.0.1.tgz",',
  ],
}

export default {
  pulls: [
    pull(101, 'dependabot[bot]', 'Bump left-fence from 1.2.0 to 2.0.1', raised, { startLine: 22 }),
    pull(103, 'ada', 'Upgrade to left-fence 2', raised, { startLine: 22 }),
  ],
  right: { sets: [[101, 103]], pairs: { '101-103': 'SAME_CHANGE' } },
} satisfies Case
