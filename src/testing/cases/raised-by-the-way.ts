import { type Case, pull } from '../case.ts'

// A bot raises a library; a feature that needs the new version brings it along and does not speak of it. Merging the
// raise leaves the feature to be merged, so they are no rivals.
const raised = [
  ' require (',
  '-	tools.example/caliper v0.44.0',
  '-	tools.example/vernier v0.44.0',
  '+	tools.example/caliper v0.46.1',
  '+	tools.example/vernier v0.46.1',
  ' )',
]

export default {
  pulls: [
    pull(101, 'dependabot[bot]', 'Bump tools.example/caliper from 0.44.0 to 0.46.1', { 'go.mod': raised }),
    pull(102, 'ada', 'Read bores in hundredths', {
      'go.mod': raised,
      'bore/read.go': [
        ' func (b *Bore) Read() Length {',
        '-	return b.jaws.Width()',
        '+	jaws := b.jaws.Spread(hundredths)',
        '+	if jaws.Slack() > b.tolerance {',
        '+		return b.remeasure(jaws)',
        '+	}',
        '+	return jaws.Width()',
        ' }',
      ],
    }),
  ],
  right: { sets: [], pairs: { '101-102': 'lead' } },
} satisfies Case
