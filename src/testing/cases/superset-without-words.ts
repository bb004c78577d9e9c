import { type Case, pull } from '../case.ts'

// One pull request holds what two others hold, and says nothing of them. The two have nothing in common but that: the
// one that has both brings them together.
const lit = [
  ' export class Lantern {',
  '-  light(): void { this.wick.burn() }',
  '+  light(wind: Wind): void {',
  '+    if (wind.gusts() > this.glass.shelter) throw new BlownOut(wind)',
  '+    this.wick.burn(this.oil.drawn())',
  '+  }',
  ' }',
]
const filled = [
  ' export class OilCan {',
  '-  pour(): Oil { return this.content }',
  '+  pour(demand: Volume): Oil {',
  '+    const poured = this.content.atMost(demand, this.spout.flow)',
  '+    this.content = this.content.without(poured)',
  '+    return poured',
  '+  }',
  ' }',
]

export default {
  pulls: [
    pull(101, 'ada', 'Lanterns go out in storms', { 'src/lantern.ts': lit }),
    pull(102, 'bela', 'Oil cans run empty', { 'src/oil-can.ts': filled }),
    pull(105, 'cato', 'A night watch that ends', { 'src/lantern.ts': lit, 'src/oil-can.ts': filled }),
  ],
  right: {
    sets: [[101, 102, 105]],
    pairs: { '101-105': 'SAME_FEATURE', '102-105': 'SAME_FEATURE', '101-102': 'nothing' },
  },
} satisfies Case
