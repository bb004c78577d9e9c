import { type Case, pull } from '../case.ts'

// The same line is mended likewise in two classes of one package: alike in every word, and each is needed.
const mended = (name: string, other: string) => [
  ` final class ${name} implements Vessel`,
  ` {   // ${other}`,
  '-        return $this->volume;',
  '+        return max(0.0, $this->volume - $this->sediment->volumeAt($this->temperature));',
  ` }   // ${other}`,
]

export default {
  pulls: [
    pull(101, 'ada', 'Casks lose what settles', { 'src/Cellar/Cask.php': mended('Cask', 'of oak') }),
    pull(102, 'bela', 'Demijohns lose what settles', {
      'src/Cellar/Demijohn.php': mended('Demijohn', 'blown glass'),
    }),
  ],
  right: { sets: [], pairs: { '101-102': 'lead' } },
} satisfies Case
