import { type Case, pull } from '../case.ts'

// An author tells what has become of another attempt, "in the closed #101", and mends something else at the place. It
// is not what this one closes.
const bottle = (lines: string[]) => ({
  'cellar/bottle.go': [' func (b *Bottle) Pour(glass Glass) error {', ...lines, ' }'],
})

export default {
  pulls: [
    pull(
      101,
      'ada',
      'Pour wine as a text',
      bottle(['-	glass.Fill(b.wine)', '+	glass.Fill(NewReader(b.wine.String()))', ' 	return b.cork()']),
    ),
    pull(
      104,
      'bela',
      'No panic for an empty bottle\n\nNot what was tried in stale/closed #101, which meets empty glasses.',
      bottle([
        '-	glass.Fill(b.wine)',
        '+	if b == nil || b.wine == nil {',
        '+		return fmt.Errorf("bottle %q is empty", b.label())',
        '+	}',
        '+	glass.Fill(b.wine)',
        ' 	return b.cork()',
      ]),
    ),
  ],
  right: { sets: [] },
} satisfies Case
