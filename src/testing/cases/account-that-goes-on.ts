import { type Case, commit, pull } from '../case.ts'

// One person by two accounts, an hour apart: the name of the one is the other's account, and both say the same.
const checked = {
  'src/static/rules.py': [
    ' def add_rule(self, rule, endpoint):',
    '+    if is_static(rule) and endpoint is None:',
    '+        raise BadRule(f"static rule {rule} without an endpoint")',
    '     self.rules.append(rule)',
  ],
}
const by = (name: string, address: string, minute: number, message: string) => ({
  author: address,
  commits: [commit(name, minute, message, { authorName: name, authorEmail: address })],
})
const says = 'Static rules are checked in advance'

export default {
  pulls: [
    pull(103, '', says, checked, by('sonbk', 'sonbkcode@mail.example', 20, says)),
    pull(104, '', says, checked, by('Su Meng', '60885+sonbk@users.noreply.github.com', 80, says)),
  ],
  right: { sets: [], pairs: { '103-104': 'RESUBMISSION' } },
} satisfies Case
