import { type Case, pull } from '../case.ts'

// A program raises one package twice, the second time under the name that it got meanwhile: one hand, no duplicate. A
// person who raises another package to what the program raises it to is somebody else.
const raised = (name: string) => ({
  'package.json': [
    '   "dependencies": {',
    '     "cornice": "^4.0.0",',
    `-    "${name}": "^1.2.0",`,
    `+    "${name}": "^2.0.1",`,
    '     "plinth": "^0.8.3",',
  ],
})

export default {
  pulls: [
    pull(101, 'dependabot-preview[bot]', 'Bump left-fence from 1.2.0 to 2.0.1', raised('left-fence'), {
      startLine: 22,
    }),
    pull(102, 'dependabot[bot]', 'Bump left-fence from 1.2.0 to 2.0.1', raised('left-fence'), {
      startLine: 22,
    }),
    pull(103, 'dependabot-preview[bot]', 'Bump gate-post from 1.2.0 to 2.0.1', raised('gate-post'), {
      startLine: 60,
    }),
    pull(104, 'ada', 'Upgrade to gate-post 2', raised('gate-post'), { startLine: 60 }),
  ],
  right: {
    sets: [[103, 104]],
    pairs: { '101-102': 'RESUBMISSION', '103-104': 'SAME_CHANGE' },
  },
} satisfies Case
