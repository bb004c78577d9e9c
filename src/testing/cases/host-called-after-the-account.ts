import { type Case, commit, pull } from '../case.ts'

// One person by an account, and months later by another name and an address at a host that is called after the account.
// A person of a house and the account of the house's program are two.
const anchored = {
  'src/names/attribute.py': [
    ' def check(attribute):',
    '-    if not re.match(r"^[_a-z][_a-z0-9]*$", attribute):',
    '-        raise BadAttribute(attribute)',
    '+    if not re.match(r"\\A[_a-z][_a-z0-9]*\\Z", attribute):',
    '+        raise BadAttribute(f"no attribute: {attribute!r}")',
  ],
}
const raised = {
  'deploy/lathe.lock': [' lathe:', '-  oil_pump 1.4.2', '+  oil_pump 1.4.3', ' crane:'],
  'src/lathe/pump.py': [
    ' def oil(pump):',
    '-    pump.prime(seconds=4)',
    '+    pump.prime(until=pump.is_full)',
    '     pump.run()',
  ],
}
const by = (name: string, address: string, minute: number, message: string) => ({
  author: address,
  commits: [commit(name, minute, message, { authorName: name, authorEmail: address })],
})

export default {
  pulls: [
    pull(
      101,
      '',
      'Update attribute.py',
      anchored,
      by('day', '47+weekday@users.noreply.github.com', 10, 'Update'),
    ),
    pull(
      102,
      '',
      'Anchor the names of attributes',
      anchored,
      by('Fenrir', 'mail@theweekday.example', 90_000, 'Anchor the names of attributes'),
    ),
    pull(103, '', 'Oil pump 1.4.3', raised, by('gearworks', 'gearworks@gearworks.example', 20, 'Oil pump')),
    pull(104, '', 'Raise the pump', raised, by('Bela', 'bela@gearworks.example', 80, 'Raise the pump')),
  ],
  right: { sets: [[103, 104]], pairs: { '101-102': 'RESUBMISSION', '103-104': 'SAME_CHANGE' } },
} satisfies Case
