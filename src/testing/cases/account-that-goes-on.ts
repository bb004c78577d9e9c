import { type Case, commit, pull } from '../case.ts'

// One person by two accounts, a day apart: the longer one begins with all of a long name, whatever is written; or the
// name of the one is the other's account, and both say the same. A short name in common is not enough.
const guarded = (...lines: string[]) => ({
  'src/throttle/ident.py': [
    ' def ident(request):',
    '-    forwarded = request.headers.get(FORWARDED)',
    '-    return forwarded or request.remote',
    ...lines.map((line) => `+    ${line}`),
  ],
})
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
    pull(
      101,
      '',
      'Trust no forwarded header',
      guarded('return request.remote'),
      by('studio', 'nightingale@studio.example', 10, 'Trust no forwarded header'),
    ),
    pull(
      102,
      '',
      'Floods of requests are refused',
      guarded('trusted = request.remote in PROXIES', 'return request.remote if not trusted else PROXY'),
      by('Nest', 'nightingale16@mail.example', 90, 'Floods of requests are refused'),
    ),
    pull(103, '', says, checked, by('sonbk', 'sonbkcode@mail.example', 20, says)),
    pull(104, '', says, checked, by('Su Meng', '60885+sonbk@users.noreply.github.com', 80, says)),
  ],
  right: { sets: [], pairs: { '101-102': 'RESUBMISSION', '103-104': 'RESUBMISSION' } },
} satisfies Case
