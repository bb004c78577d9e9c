import { type Case, pull } from '../case.ts'

// A contributor takes a merged change back without saying so: its lines are the other's turned round.
const turned = (lines: string[]) =>
  lines.map((line) => line.replace(/^[+-]/, (sign) => (sign === '+' ? '-' : '+')))
const cached = [
  ' impl Granary {',
  '     pub fn is_full(&self) -> bool { self.weigh() >= self.permitted }',
  ' ',
  '-    fn weigh(&self) -> Tons { self.bins.iter().map(Bin::weigh).sum() }',
  '+    fn weigh(&self) -> Tons {',
  '+        *self.weighed.get_or_init(|| self.bins.par_iter().map(Bin::weigh).sum())',
  '+    }',
  ' ',
  '     pub fn deliver(&mut self, cart: Cart) { self.bin_for(&cart).tip(cart) }',
  ' }',
]

export default {
  pulls: [
    pull(101, 'ada', 'Weigh the granary once', { 'src/granary.rs': cached }),
    pull(104, 'bela', 'Weigh the granary after each delivery', { 'src/granary.rs': turned(cached) }),
  ],
  states: { 101: 'MERGED' },
  right: { sets: [], pairs: { '101-104': 'REVERT' } },
} satisfies Case
