import { type Case, commit, pull } from '../case.ts'

// Two accounts, two addresses, one name, which one machine writes with its accents and another without, or one with a
// hyphen and another in one word: one author's two tries.
const smoked = {
  'smokehouse/Rack.php': [
    '     public function hang(Ham $ham): void',
    '     {',
    '-        $this->hams[] = $ham;',
    '+        $ham->isCured() or throw new RawHam($ham, $this->curedIn($ham->salt()));',
    '+        $this->hams[$ham->hook()] = $ham;',
    '     }',
  ],
}
const salted = {
  'smokehouse/Cellar.php': [
    '     public function find(string $mark): ?Ham',
    '     {',
    '-        return $this->barrels->first($mark);',
    '+        $hook = $this->ledger->hookOf($mark) ?? throw new UnknownMark($mark);',
    '+        return $this->hooks[$hook]->ham;',
    '     }',
  ],
}
const by = (name: string, address: string, minute: number, message: string) => ({
  commits: [commit(address, minute, message, { authorName: name, authorEmail: address })],
})

export default {
  pulls: [
    pull(101, 'jzs', 'Only cured hams are hung', smoked, {
      ...by('Zsófia Jenő', 'zj@smoke.example', 10, 'Only cured hams are hung'),
    }),
    pull(103, 'larder', 'raw ham on the rack', smoked, {
      ...by('Zsofia Jeno', 'pantry@home.example', 70, 'raw ham on the rack'),
    }),
    pull(104, 'brine', 'Hams by their hooks', salted, {
      ...by('Min-Ho Moor', 'mh@smoke.example', 90, 'Hams by their hooks'),
    }),
    pull(105, 'cellar', 'find a ham again', salted, {
      ...by('Minho Moor', 'cellar@home.example', 190, 'find a ham again'),
    }),
  ],
  right: { sets: [], pairs: { '101-103': 'RESUBMISSION', '104-105': 'RESUBMISSION' } },
} satisfies Case
