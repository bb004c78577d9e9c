import { type Case, pull } from '../case.ts'

// A template of settings is written anew for each release of what it sets up, in words of the author's own: most of it
// is the same for two of them. Two who raise it to one release do the same.
const raised = (version: string) => ({
  'addons/hoist/hoist.yaml.template': [
    ' kind: Deployment',
    '-  image: registry.example/hoist:v0.16.0',
    `+  image: registry.example/hoist:v${version}`,
    '-  legacyDrum: true',
    '+  drumPolicy: Balanced',
    '+  governor:',
    '+    limit: {{ .Yard.Limit }}',
    '+    onOverload: brake',
    '+  bells:',
    '+    - startOfShift',
  ],
})

export default {
  pulls: [
    pull(101, 'ada', 'feat(hoist): Upgrade to version 0.27.0', raised('0.27.0')),
    pull(102, 'bela', 'Update Hoist template to v0.27.3', raised('0.27.3')),
    pull(103, 'cato', 'Bump hoist to 0.27.3', raised('0.27.3')),
  ],
  right: { sets: [[102, 103]], pairs: { '101-102': 'lead', '101-103': 'lead' } },
} satisfies Case
