import { type Case, commit, pull } from '../case.ts'

// A person proposes something again after two months from a machine that knows no name, and signs it off. Where
// another has signed off what a nameless machine wrote, be it within days, or nobody has, there are two.
const copied = (...lines: string[]) => ({
  'meta/routes.go': [
    ' func doRoutes(addresses []Address, link Link) error {',
    '+	routes, err := link.ListRoutes(AllFamilies)',
    '+	if err != nil {',
    '+		return fmt.Errorf("cannot list routes: %v", err)',
    '+	}',
    ...lines.map((line) => `+	${line}`),
    ' 	for _, address := range addresses {',
  ],
})
const title = 'Use a table of its own for every address'
const signed = (days: number, name: string, address: string, signer: string) => ({
  author: address,
  createdAt: new Date(Date.UTC(2026, 0, 1 + days)).toISOString(),
  commits: [
    commit(address, days * 1440, `${title}\n\n${signer === '' ? '' : `Signed-off-by: ${signer}`}`, {
      authorName: name,
      authorEmail: address,
    }),
  ],
})
const anwar = 'Anwar Duval <anwar.duval@mail.example>'

export default {
  pulls: [
    pull(101, '', title, copied('log(routes)'), {
      ...signed(1, 'Anwar Duval', 'anwar.duval@mail.example', ''),
    }),
    pull(102, '', title, copied('log(routes, link)'), {
      ...signed(56, 'root', 'root@reed-w2.lab', anwar),
    }),
    pull(103, '', title, copied('print(routes)'), {
      ...signed(5, 'root', 'root@sedge-w9.lab', 'Hano Moscardo <moscardo@harbour.example>'),
    }),
    pull(104, '', title, copied('warn(routes)'), { ...signed(80, 'root', 'root@rush-w4.lab', '') }),
  ],
  right: {
    sets: [[101, 102, 103, 104]],
    pairs: { '101-102': 'RESUBMISSION', '101-103': 'SAME_CHANGE', '102-104': 'SAME_CHANGE' },
  },
} satisfies Case
