import { type Case, pull } from '../case.ts'

// Both close a number 15, one of them of another repository: chance, and nothing.
export default {
  pulls: [
    pull(101, 'ada', 'Kites need wind\n\nFixes #15', {
      'kites/launch.py': [' def launch(kite):', '+    kite.wait_for(wind=Beaufort(3))'],
    }),
    pull(102, 'bela', 'Strings tangle\n\nFixes acme/kite-tails#15', {
      'reels/string.ts': [' export class Reel {', '+  readonly swivel = new Swivel(Bearing.Brass)', ' }'],
    }),
    pull(103, 'cato', 'Tails\n\nCloses https://github.com/acme/kite-tails/issues/15', {
      'tails/bow.rb': [' class Bow', '+  COLOURS = %i[ochre teal]', ' end'],
    }),
  ],
  right: { sets: [], pairs: { '101-102': 'nothing', '101-103': 'nothing' } },
} satisfies Case
