import { type Case, commit, pull } from '../case.ts'

// GitHub's button reverts the squash of a merged pull request: the title quotes that of the squash, and the commit
// names an id that no pull request has.
const squash = '7d1e09c4b2a85f63de0147982bc6f3a5d4e7f108'
const [told, asked] = ['         summary = raw.get("summary")', '         self.disk.write(key, raw)']

export default {
  pulls: [
    pull(101, 'ada', 'Keep the last summary across restarts', {
      'memo/store.py': [
        told,
        '+        if summary is not None and raw.get("summary_used"):',
        '+            summary = None',
        '         self.cache[key] = raw',
        '+        raw["summary_used"] = self.clock.now()',
        asked,
      ],
    }),
    pull(
      102,
      'bela',
      'Revert "Keep the last summary across restarts (#101)"',
      {
        'memo/store.py': [
          told,
          '-        if summary is not None and raw.get("summary_used"):',
          '-            summary = None',
          '         self.cache[key] = raw',
          '-        raw["summary_used"] = self.clock.now()',
          asked,
        ],
      },
      {
        commits: [
          commit(
            'bela',
            150,
            `Revert "Keep the last summary across restarts (#101)"\n\nThis reverts commit ${squash}.`,
          ),
        ],
      },
    ),
  ],
  states: { 101: 'MERGED' },
  right: { sets: [], pairs: { '101-102': 'REVERT' } },
} satisfies Case
