import { type Case, pull } from '../case.ts'

// One only converts a file's line endings; another mends two of its lines. The conversion touches every line and does
// nothing of what the other does.
const steps = Array.from(
  { length: 10 },
  (_, at) => `dance.step(${at}, foot: ${at % 2 ? 'left' : 'right'}, beat: ${at * 4})`,
)

export default {
  pulls: [
    pull(101, 'ada', 'Normalize line endings', {
      'lib/minuet.rb': [...steps.map((line) => `-${line}\r`), ...steps.map((line) => `+${line}`)],
    }),
    pull(102, 'bela', 'The fifth step lands on the beat', {
      'lib/minuet.rb': [
        ...steps.slice(2, 5).map((line) => ` ${line}\r`),
        `-${steps[5]}\r`,
        `+${steps[5]!.replace('beat: 20', 'beat: dance.downbeat(5) + grace_note')}\r`,
        ...steps.slice(6, 9).map((line) => ` ${line}\r`),
      ],
    }),
  ],
  right: { sets: [] },
} satisfies Case
