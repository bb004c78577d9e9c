import { type Case, pull } from '../case.ts'

// One author sends the same change to two branches under two titles: a backport rather than a second try.
const salted = {
  'src/Dairy/Cheese.php': [
    '     public function press(Curd $curd): Wheel',
    '     {',
    '-        return new Wheel($curd);',
    '+        $brine = $this->cellar->brineOf($curd->acidity());',
    '+        return (new Wheel($curd->drained()))->bathedIn($brine, hours: 18);',
    '     }',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'Wheels bathe in brine', salted),
    pull(102, 'ada', 'Brine for the old dairy', salted, { baseRef: '5.4' }),
  ],
  right: { sets: [], pairs: { '101-102': 'BACKPORT' } },
} satisfies Case
