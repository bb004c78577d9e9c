import { type Case, pull } from '../case.ts'

// One pull request does what two others do, all in one file, and something of its own besides. It says nothing of them.
const one = [
  '         $transport = $this->transports->first();',
  '-        $transport->deliver($message);',
  '+        try {',
  '+            $transport->deliver($message);',
  '+        } catch (TransportDown $down) {',
  '+            $this->transports->second()->deliver($message);',
  '+        }',
]
const two = [
  '             $this->send($message);',
  '         }',
  '+        $this->pending = [];',
  '+        $this->flushedAt = $this->clock->now();',
]
const own = [
  '     public function queue(Message $message): int',
  '+        if ($message->recipients() === []) {',
  '+            throw new NoRecipients($message->subject());',
  '+        }',
]
const hunk = (lines: string[], at: number) => {
  const old = lines.filter((line) => line[0] !== '+').length
  const fresh = lines.filter((line) => line[0] !== '-').length
  return [`@@ -${at},${old} +${at},${fresh} @@`, ...lines]
}
const mailer = (...hunks: string[][]) =>
  [
    'diff --git a/src/Mailer.php b/src/Mailer.php',
    '--- a/src/Mailer.php',
    '+++ b/src/Mailer.php',
    ...hunks.flat(),
    '',
  ].join('\n')

export default {
  pulls: [
    pull(101, 'ada', 'Fall back to the second transport', {}, { patch: mailer(hunk(one, 5)) }),
    pull(102, 'bela', 'Flush empties the queue', {}, { patch: mailer(hunk(two, 40)) }),
    pull(
      103,
      'cato',
      'Mailer: several fixes',
      {},
      { patch: mailer(hunk(one, 5), hunk(own, 20), hunk(two, 40)) },
    ),
  ],
  right: { sets: [[101, 102, 103]], pairs: { '101-103': 'SAME_FEATURE', '102-103': 'SAME_FEATURE' } },
} satisfies Case
