import { type Case, commit, pull } from '../case.ts'

// A mirror knows no logins: the same person once by the address at work and once by GitHub's noreply address, under two
// spellings of the name.
const steered = {
  'src/rudder.rs': [
    ' impl Rudder {',
    '-    pub fn set(&mut self, angle: f32) { self.angle = angle }',
    '+    pub fn set(&mut self, angle: f32) -> Result<(), OutOfRange> {',
    '+        self.angle = self.limits.check(angle)?;',
    '+        Ok(())',
    '+    }',
    ' }',
  ],
}
const by = (name: string, address: string, minute: number, message: string) => ({
  author: address,
  commits: [commit('x', minute, message, { authorName: name, authorEmail: address })],
})

export default {
  pulls: [
    pull(101, '', 'Rudder angles have limits', steered, {
      ...by('Ludmila Voss', 'ludmila.voss@shipyard.example', 10, 'Rudder angles have limits'),
    }),
    pull(102, '', 'limit the rudder', steered, {
      ...by('lv', '5512+ludmilavoss@users.noreply.github.com', 80, 'limit the rudder'),
    }),
  ],
  right: { sets: [], pairs: { '101-102': 'RESUBMISSION' } },
} satisfies Case
