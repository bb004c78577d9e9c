import { type Case, pull } from '../case.ts'

// For one issue two people add a file of the same name with another content, a third the same content as the first: one
// set of three.
const added = (path: string, lines: string[]) =>
  [
    `diff --git a/${path} b/${path}`,
    'new file mode 100644',
    'index 0000000..2222222',
    '--- /dev/null',
    `+++ b/${path}`,
    `@@ -0,0 +1,${lines.length} @@`,
    ...lines.map((line) => `+${line}`),
    '',
  ].join('\n')
const path = 'internal/tower/clock.go'
const wound = [
  'package tower',
  'func (c *Clock) Wind(weights []Weight) time.Duration {',
  '\tfor _, weight := range weights { c.drum.Raise(weight) }',
  '\treturn c.escapement.RunFor(sum(weights))',
  '}',
]
const electric = [
  'package tower',
  'type Clock struct { motor Motor; mains Frequency }',
  'func New(mains Frequency) *Clock { return &Clock{motor: Synchronous(mains), mains: mains} }',
]

export default {
  pulls: [
    pull(101, 'ada', 'A clock for the tower (fixes #9)', {}, { patch: added(path, wound) }),
    pull(102, 'bela', 'tower clock by mains, closes #9', {}, { patch: added(path, electric) }),
    pull(103, 'cato', 'Wind the tower. Resolves #9', {}, { patch: added(path, wound) }),
  ],
  right: {
    sets: [[101, 102, 103]],
    pairs: { '101-102': 'COMPETING_IMPLEMENTATION', '101-103': 'SAME_CHANGE' },
  },
} satisfies Case
