import { type Case, pull } from '../case.ts'

// Ten people add an entry of three lines to one list of birds, each under a title of the same form; two of them add the
// same bird. Only those two are duplicates.
const birds: [name: string, wings: number, call: string][] = [
  ['avocet', 78, 'kluit'],
  ['bittern', 130, 'boom'],
  ['corncrake', 52, 'crex'],
  ['dotterel', 61, 'pweet'],
  ['egret', 95, 'kraak'],
  ['fulmar', 107, 'cackle'],
  ['godwit', 76, 'weeka'],
  ['hobby', 84, 'kew'],
  ['ibis', 88, 'grru'],
  ['corncrake', 52, 'crex'],
]

export default {
  pulls: birds.map(([name, wings, call], at) =>
    pull(101 + at, `birder-${at}`, `Add the ${name}`, {
      'data/birds.yaml': [
        ' birds:',
        '   - name: whimbrel',
        '     wingspan: 81',
        `+  - name: ${name}`,
        `+    wingspan: ${wings}`,
        `+    call: ${call}`,
      ],
    }),
  ),
  right: { sets: [[103, 110]], pairs: { '103-110': 'SAME_CHANGE' } },
} satisfies Case
