import { type Case, commit, pull } from '../case.ts'

// Two branches took their base in, one of them three times, by merges of other people's. Merges are no one's work: no
// roll-up, no second try, but duplicates.
const wet = {
  'src/felt.go': [
    ' func Full(wool Wool) Felt {',
    '-\treturn wool.Roll(times)',
    '+\tsoaked := wool.Soak(water.At(60), soap.Flakes(3))',
    '+\treturn soaked.Roll(times).ShrinkTo(wool.Weight() / density)',
    ' }',
  ],
}
const merge = (person: string, minute: number) =>
  commit(person, minute, `Merge branch 'main' into felt ${minute}`, { parents: 2 })

export default {
  pulls: [
    pull(101, 'ada', 'Soak wool before fulling', wet, {
      commits: [commit('ada', 5, 'Soak wool'), merge('bela', 20), merge('keeper', 30), merge('warden', 40)],
    }),
    pull(102, 'bela', 'felt shrinks to its density', wet, {
      commits: [commit('bela', 60, 'felt shrinks'), merge('keeper', 30)],
    }),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case
