import { type Case, pull } from '../case.ts'

// The same, where what goes to a numbered line is merged up into the default branch, or the number is a feature's: one
// of the two is enough, and the maintainers choose for which branch.
const trimmed = (rest: string[] = []) => ({
  'sail/Jib.php': [
    ' public function trim(Wind $wind): void',
    '-    $this->sheet->pull($wind->force);',
    '+    $angle = $wind->bearing - $this->boat->heading;',
    '+    if ($angle < $this->closestAngle) { $this->luff(); return; }',
    '+    $this->sheet->pull($wind->force * sin($angle));',
    ...rest,
    ' }',
  ],
})

export default {
  pulls: [
    pull(101, 'ada', 'The jib luffs when it points too high', trimmed()),
    pull(102, 'bela', 'sail: trim by the angle', trimmed(['+    $this->telltale->read();']), {
      baseRef: '5.4',
      baseIsSeparate: false,
    }),
    pull(103, 'cato', 'Do not stall the jib', trimmed(['+    $this->log->note($angle);']), {
      baseRef: '6.4',
    }),
    pull(104, 'dora', 'Trim the sheets with care', trimmed(['+    $this->crew->call();']), {
      baseRef: '484',
    }),
  ],
  right: { sets: [[101, 102, 103, 104]] },
} satisfies Case
