import { type Case, commit, pull } from '../case.ts'

// Ada's branch has a commit by which she took Bela's suggestion, which names Bela as co-author; Bela had opened the
// same thing. Still two people's work.
const sown = {
  'src/Field/Seeder.php': [
    '     public function sow(Row $row): void',
    '     {',
    '-        $this->hopper->drop($row);',
    '+        $gap = $row->seed()->spacing() * $row->soil()->richness();',
    '+        $this->hopper->dropEvery($gap, along: $row->furrow());',
    '     }',
  ],
}

export default {
  pulls: [
    pull(101, 'bela', 'Sow by the spacing of the seed', sown),
    pull(102, 'ada', 'Seeder: gaps by soil', sown, {
      commits: [
        commit('ada', 40, 'Seeder: gaps by soil'),
        commit('ada', 70, 'Apply suggestion\n\nCo-authored-by: bela <bela@people.example>'),
      ],
    }),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case
