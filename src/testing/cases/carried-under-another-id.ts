import { type Case, commit, pull } from '../case.ts'

// Bela rebases Ada's commit and goes on from there: another id, the same date and subject. Bela's branch is built on
// Ada's.
const first = [
  ' export class Anchor {',
  '-  drop(): void { this.chain.release(this.depth) }',
  '+  drop(): void {',
  '+    if (this.ship.speed > MAX_DROP_SPEED) throw new TooFastToAnchor(this.ship.speed)',
  '+    this.chain.release(this.depth * SCOPE)',
  '+  }',
  ' }',
]
const message = 'Refuse to anchor at full speed'

export default {
  pulls: [
    pull(101, 'ada', message, { 'src/anchor.ts': first }),
    pull(
      102,
      'bela',
      'Ring a bell when the anchor drags',
      {
        'src/anchor.ts': first,
        'src/bell.ts': [
          ' export class Bell {',
          '+  onDrag(metres: number): void { if (metres > TOLERANCE) this.ring(Pattern.Urgent) }',
          ' }',
        ],
      },
      {
        commits: [
          commit('ada', 101, message, { sha: 'ab12'.repeat(10) }),
          commit('bela', 150, 'Ring a bell when the anchor drags'),
        ],
      },
    ),
  ],
  right: { sets: [], pairs: { '101-102': 'STACKED' } },
} satisfies Case
