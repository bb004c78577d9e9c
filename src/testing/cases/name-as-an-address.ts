import { type Case, commit, pull } from '../case.ts'

// One person by two accounts: what the one writes as a name is the other's address, the family name in front, and no
// word of the subjects is the same. Another who has only the first name is another.
const sluiced = (rest: string) => ({
  'lock/sluice.rs': [
    ' fn fill(&mut self) {',
    '+    let head = self.upper.level() - self.chamber.level();',
    '+    if head > self.paddle.rated_for() { self.paddle.crack(head); }',
    `+    ${rest}`,
    '     self.gate.open();',
  ],
})
const by = (name: string, address: string, minute: number, message: string) => ({
  commits: [commit(address, minute, message, { authorName: name, authorEmail: address })],
})

export default {
  pulls: [
    pull(101, 'vadamerilo@canal.example', 'fix issue of gates', sluiced('self.chamber.wait();'), {
      ...by('Blue Barge', 'vadamerilo@canal.example', 10, 'fix issue of gates'),
    }),
    pull(103, 'mer.v@locks.example', 'Paddles are cracked first', sluiced('self.keeper.call();'), {
      ...by('Merilo Vada', 'mer.v@locks.example', 70, 'Paddles are cracked first'),
    }),
    pull(106, 'merilo@locks.example', 'Open no gate under pressure', sluiced('self.horn.blow();'), {
      ...by('Merilo', 'merilo@locks.example', 95, 'Open no gate under pressure'),
    }),
  ],
  right: {
    sets: [[101, 103, 106]],
    pairs: { '101-103': 'RESUBMISSION', '101-106': 'SAME_FEATURE', '103-106': 'SAME_FEATURE' },
  },
} satisfies Case
