import { type Case, commit, pull } from '../case.ts'

// A bot picks the commit of a merged pull request for a release branch, under a subject and a date of its own, and
// names its id: a backport of that one.
const original = commit('ada', 20, 'Kilns open below forty degrees')
const opened = {
  'kiln/Door.ts': [
    ' export class Door {',
    '-  open(): void { this.latch.lift() }',
    '+  open(): void {',
    '+    if (this.kiln.temperature > Celsius(40)) throw new StillHot(this.kiln)',
    '+    this.latch.lift({ slowly: this.kiln.holdsGlaze() })',
    '+  }',
    ' }',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'Kilns open below forty degrees', opened, { commits: [original] }),
    pull(103, 'carrier[bot]', 'For 2.6: a hot kiln stays shut', opened, {
      baseRef: '2.6',
      commits: [
        commit(
          'carrier[bot]',
          90,
          `For 2.6: a hot kiln stays shut\n\n(cherry picked from commit ${original.sha})`,
        ),
      ],
    }),
  ],
  states: { 101: 'MERGED' },
  right: { sets: [], pairs: { '101-103': 'BACKPORT' } },
} satisfies Case
