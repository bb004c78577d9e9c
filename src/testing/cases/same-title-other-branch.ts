import { type Case, pull } from '../case.ts'

// The same title for two base branches, the second with the branch's mark in front: one change for another branch, by
// another maintainer.
const wound = {
  'clock/Spring.ts': [
    ' export class Spring {',
    '-  wind(turns: number): void { this.tension += turns }',
    '+  wind(turns: number): void {',
    '+    this.tension = Math.min(this.tension + turns, this.breakingTension - SAFETY)',
    '+    this.escapement.release(this.tension)',
    '+  }',
    ' }',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'Springs cannot be overwound', wound),
    pull(102, 'bela', '[v2.x] Springs cannot be overwound', wound, { baseRef: 'v2.x' }),
  ],
  right: { sets: [], pairs: { '101-102': 'BACKPORT' } },
} satisfies Case
