import { type Case, commit, pull } from '../case.ts'

// An agent's pull request names the person who asked for it as a co-author; the other one is that person's own: one
// author's two tries.
const baked = {
  'oven/Thermostat.php': [
    '     public function hold(int $degrees): void',
    '     {',
    '-        $this->element->on();',
    '+        $this->element->toggle($this->probe->read() < $degrees - self::HYSTERESIS);',
    '+        $this->journal->info("holding at {degrees}", ["degrees" => $degrees]);',
    '     }',
  ],
}

export default {
  pulls: [
    pull(101, 'copilot-swe-agent[bot]', 'Add hysteresis to the thermostat', baked, {
      commits: [
        commit(
          'agent',
          10,
          'Add hysteresis to the thermostat\n\nCo-authored-by: Mirela Onu <mirela.onu@bakery.example>',
          {
            authorName: 'copilot-swe-agent[bot]',
            authorEmail: '198982749+Copilot@users.noreply.github.com',
          },
        ),
      ],
    }),
    pull(102, 'mirela', 'The oven no longer clicks', baked, {
      commits: [
        commit('mirela', 80, 'The oven no longer clicks', {
          authorName: 'Mirela Onu',
          authorEmail: 'mirela.onu@bakery.example',
        }),
      ],
    }),
  ],
  right: { sets: [], pairs: { '101-102': 'RESUBMISSION' } },
} satisfies Case
