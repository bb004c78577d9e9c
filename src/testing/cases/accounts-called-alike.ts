import { type Case, commit, pull } from '../case.ts'

// A person opens the same again a day later, from an account that is called nearly the same. Who writes the same weeks
// later under such a name may be anyone.
const mounted = {
  'guests/ferry.rb': [
    ' class Ferry < Guest',
    '+  def detected?(machine)',
    '+    machine.shell.test("grep -q FERRY /etc/berth-release")',
    '+  end',
    '+  guest_capability(:ferry, :mount_hold) { Hold::Mount }',
    ' end',
  ],
}
const day = 24 * 60
const by = (address: string, days: number, message: string) => ({
  author: address,
  createdAt: new Date(Date.UTC(2026, 0, 1 + days)).toISOString(),
  commits: [commit(address, days * day, message, { authorName: '', authorEmail: address })],
})

export default {
  pulls: [
    pull(101, '', 'Add ferries as guests', mounted, by('goldenrod@home.example', 0, 'Add ferries as guests')),
    pull(102, '', 'Support of ferries', mounted, by('goldenrod.l4@mail.example', 1, 'Support of ferries')),
    pull(103, '', 'Guests on ferries', mounted, by('goldenrod77@post.example', 60, 'Guests on ferries')),
  ],
  right: {
    sets: [[101, 102, 103]],
    pairs: { '101-102': 'RESUBMISSION', '101-103': 'SAME_CHANGE', '102-103': 'SAME_CHANGE' },
  },
} satisfies Case
