import { type Case, pull } from '../case.ts'

// A robot notes the next release in its manifest; a person who raises the robot notes it by the way. What robots of
// releases keep is about the project and not of it, as a change log is.
const noted = { '.release-please-manifest.json': [' {', '-  ".": "3.7.1"', '+  ".": "3.8.0"', ' }'] }

export default {
  pulls: [
    pull(101, 'release-app[bot]', 'chore(k301): release 3.8.0', noted),
    pull(102, 'ada', 'chore(ci): newer workflows of releases', {
      ...noted,
      '.github/workflows/release.yml': ['-    uses: acme/release@1e3a', '+    uses: acme/release@77ab'],
    }),
  ],
  right: { sets: [] },
} satisfies Case
