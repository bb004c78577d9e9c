import { type Case, pull } from '../case.ts'

// Two people close one issue in files that have nothing to do with each other: a lead with the issue as its reason, and
// no set.
export default {
  pulls: [
    pull(101, 'ada', 'The cellar is aired at night (fixes #71)', {
      'lib/cellar/flap.rb': [' class Flap', '+  def air = open(between: sunset..sunrise)', ' end'],
    }),
    pull(112, 'bela', 'Mould on the racks. Fixes #71', {
      'config/racks.yaml': [' racks:', '-  wood: pine', '+  wood: oak', '+  treated_with: beeswax'],
    }),
  ],
  right: { sets: [], pairs: { '101-112': 'lead' } },
} satisfies Case
