import { type Case, pull } from '../case.ts'

// Nothing but docs, and the same sentence mended by two people: docs decide where there is nothing else, so they are
// the same change.
const mended = {
  'docs/loom/threading.md': [
    ' ## Threading the loom',
    ' ',
    '-Pull the warp trough the heddles, than tie it to the beam.',
    '+Pull the warp through the heddles, then tie it to the beam.',
    ' ',
    ' Repeat for every shaft.',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'docs: two typos in the chapter on threading', mended),
    pull(102, 'bela', 'Fix spelling of "through" and "then"', mended),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case
