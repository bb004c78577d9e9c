import { type Case, pull } from '../case.ts'

// A feature speaks of GitHub, which is also where the packages come from that it raises by the way: it names none of
// them, and the raise that a program proposes is not what it is for.
const raised = [
  ' require (',
  '-	github.com/acme/getter v1.8.4',
  '-	github.com/acme/storage v1.60.0',
  '+	github.com/acme/getter v1.8.6',
  '+	github.com/acme/storage v1.61.3',
  ' )',
]

export default {
  pulls: [
    pull(101, 'dependabot[bot]', 'Bump github.com/acme/getter from 1.8.4 to 1.8.6', { 'go.mod': raised }),
    pull(102, 'ada', 'Ask GitHub with a token', {
      'go.mod': raised,
      'ask/versions.go': [
        ' func Versions() []string {',
        '-	client := NewClient(nil)',
        '+	client := NewClient(tokenSource())',
        ' 	return client.Tags()',
        ' }',
      ],
    }),
  ],
  right: { sets: [], pairs: { '101-102': 'lead' } },
} satisfies Case
