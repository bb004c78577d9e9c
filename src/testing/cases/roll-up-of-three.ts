import { type Case, commit, pull } from '../case.ts'

// A release branch carries the work of three people, one of them word for word the pull request of another: it gathers,
// and repeats no one.
const gate = {
  'src/Gate/Barrier.php': [
    '     public function lower(): void',
    '     {',
    '-        $this->motor->run(Direction::DOWN);',
    '+        if ($this->sensor->seesObstacle()) {',
    '+            throw new ObstacleBelowBarrier($this->lane);',
    '+        }',
    '+        $this->motor->run(Direction::DOWN, until: $this->sensor->closed(...));',
    '     }',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'Never lower the barrier onto a car', gate),
    pull(
      102,
      'keeper',
      'Release 4.2',
      {
        ...gate,
        'src/Gate/Ticket.php': [
          ' final class Ticket',
          ' {',
          '+    public function isExpired(Clock $clock): bool { return $this->until < $clock->now(); }',
          ' }',
        ],
        'src/Gate/Display.php': [
          ' final class Display',
          ' {',
          '-    private int $rows = 2;',
          '+    private int $rows = 4;',
          ' }',
        ],
      },
      {
        commits: [
          commit('ada', 101, 'Never lower the barrier onto a car'),
          commit('bela', 40, 'Tickets expire'),
          commit('cato', 60, 'Four rows on the display'),
        ],
      },
    ),
  ],
  right: { sets: [], pairs: { '101-102': 'ROLL_UP' } },
} satisfies Case
