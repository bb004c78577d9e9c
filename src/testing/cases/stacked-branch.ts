import { type Case, commit, pull } from '../case.ts'

// The second pull request contains the first one's head and adds to it. By another person, so that it is no second try:
// one is built on the other.
const base = commit('ada', 101, 'Bees count their flowers')
const counted = [
  ' class Bee:',
  '     def visit(self, flower):',
  '+        self.visited[flower.kind] += 1',
  '+        self.hive.ledger.record(self.tag, flower.kind, flower.nectar)',
  '         return flower.nectar',
]

export default {
  pulls: [
    pull(101, 'ada', 'Bees count their flowers', { 'apiary/bee.py': counted }, { commits: [base] }),
    pull(
      102,
      'bela',
      'A weekly report of flowers',
      {
        'apiary/bee.py': counted,
        'apiary/report.py': [
          '+def weekly(ledger, week):',
          '+    for kind, nectar in ledger.between(week.monday, week.sunday):',
          '+        yield f"{kind:<20}{nectar:>8.2f}"',
        ],
      },
      { commits: [base, commit('bela', 140, 'A weekly report of flowers')] },
    ),
  ],
  right: { sets: [], pairs: { '101-102': 'STACKED' } },
} satisfies Case
