import { type Case, pull } from '../case.ts'

// One line of a larger change, at its place: all of the small one is in the large one, and that is too little to say
// that they do the same.
export default {
  pulls: [
    pull(101, 'ada', 'Raise the lamp', {
      'src/lamp.py': [' def hang(lamp):', '+    lamp.raise_by(2)', '     lamp.burn()'],
    }),
    pull(104, 'bela', 'Burn oil that does not smoke, and trim the wick before', {
      'src/lamp.py': [
        ' def hang(lamp):',
        '+    lamp.raise_by(2)',
        '+    wick = lamp.wick.trimmed(to=wick_width(lamp))',
        '+    oil = cellar.draw(kind="colza", amount=lamp.hours * RATE)',
        '     lamp.burn()',
      ],
    }),
  ],
  right: { sets: [], pairs: { '101-104': 'lead' } },
} satisfies Case
