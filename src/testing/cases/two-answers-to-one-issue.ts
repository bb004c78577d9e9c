import { type Case, pull } from '../case.ts'

// Two people close one issue at one place in words that have nothing in common: two answers, of which a maintainer
// takes one.
const around = (lines: string[]) => ({
  'src/signal.go': [' func (s *Signal) Raise(arm Arm) error {', '-\treturn arm.Up()', ...lines, ' }'],
})

export default {
  pulls: [
    pull(
      101,
      'ada',
      'Arms that freeze are tried again (fixes #52)',
      around([
        '+\tfor attempt := range maxAttempts {',
        '+\t\tif err := arm.Up(); err == nil { return nil }',
        '+\t\ts.clock.Sleep(backoff(attempt))',
        '+\t}',
        '+\treturn ErrFrozen',
      ]),
    ),
    pull(
      103,
      'bela',
      'signal: thaw before moving, closes #52',
      around(['+\ts.heater.WarmUntil(thawed)', '+\tdefer s.heater.Off()', '+\treturn arm.Up()']),
    ),
  ],
  right: { sets: [[101, 103]], pairs: { '101-103': 'COMPETING_IMPLEMENTATION' } },
} satisfies Case
