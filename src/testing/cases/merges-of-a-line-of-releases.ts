import { type Case, commit, pull } from '../case.ts'

// Week by week somebody merges one line of releases up into the next. Each head is a merge alone and shows most of what
// the merge before showed: none repeats another, nor what a contributor wrote for the older line.
const spun = [
  ' fn spin(&mut self, flax: Bundle) -> Yarn {',
  '-    self.wheel.turn(flax)',
  '+    let soaked = self.trough.soak(flax, minutes(20));',
  '+    self.wheel.turn_at(soaked, self.treadle.pace())',
  ' }',
]
const wound = [
  ' fn wind(&mut self, yarn: Yarn) -> Skein {',
  '-    self.reel.wind(yarn)',
  '+    self.reel.wind_evenly(yarn, self.reel.arms() * 2)',
  ' }',
]
const dyed = [' fn dye(&self, skein: Skein) -> Skein {', '+    self.vat.check_alum(skein.weight())?;', ' }']
const merge = (person: string, minute: number) =>
  commit(person, minute, "Merge branch '5.5.x' into 6.0.x", { parents: 2 })

export default {
  pulls: [
    pull(101, 'ada', 'Soak flax before it is spun', { 'mill/spin.rs': spun }),
    pull(
      103,
      'keeper',
      "Merge branch '5.5.x' into 6.0.x",
      { 'mill/spin.rs': spun, 'mill/wind.rs': wound },
      { commits: [merge('keeper', 200)] },
    ),
    pull(
      106,
      'warden',
      "Merge branch '5.5.x' into 6.0.x",
      { 'mill/spin.rs': spun, 'mill/wind.rs': wound, 'mill/dye.rs': dyed },
      { commits: [merge('warden', 400)] },
    ),
  ],
  right: { sets: [], pairs: { '101-103': 'ROLL_UP', '101-106': 'ROLL_UP', '103-106': 'ROLL_UP' } },
} satisfies Case
