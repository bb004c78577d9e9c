import { type Case, commit, pull } from '../case.ts'

// Two attempts at one release, each with the commits of several people under dates of their own: alike to the letter,
// and no duplicates of each other's work.
const gathered = {
  'crates/tide/src/moon.rs': [
    ' impl Moon {',
    '-    fn phase(&self) -> f32 { self.day / 29.0 }',
    '+    fn phase(&self) -> f32 { (self.day % SYNODIC_MONTH) / SYNODIC_MONTH }',
    ' }',
  ],
  'crates/tide/src/shore.rs': [
    ' impl Shore {',
    '+    fn is_flooded(&self, moon: &Moon) -> bool { self.height < moon.pull() * SPRING_TIDE }',
    ' }',
  ],
}
const of = (...people: string[]) =>
  people.map((person, at) => commit(person, 300 + at + person.length, `Part ${at} by ${person}`))

export default {
  pulls: [
    pull(101, 'keeper', 'Release 0.9', gathered, { commits: of('ada', 'bela', 'cato') }),
    pull(102, 'warden', 'Next release', gathered, { commits: of('dora', 'emil', 'gisa', 'hugo') }),
  ],
  right: { sets: [], pairs: { '101-102': 'ROLL_UP' } },
} satisfies Case
