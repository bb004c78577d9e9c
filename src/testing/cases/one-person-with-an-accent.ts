import { type Case, commit, pull } from '../case.ts'

// Two accounts, two addresses, one name, which one machine writes with its accents and another without: one author's
// two tries.
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
  ],
  right: { sets: [], pairs: { '101-103': 'RESUBMISSION' } },
} satisfies Case
