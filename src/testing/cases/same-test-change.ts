import { type Case, pull } from '../case.ts'

// Nothing but tests, and the same ones: worth showing and no set, since tests alone decide nothing.
const steadied = {
  'internal/kiln/kiln_test.go': [
    ' func TestKilnCoolsDown(t *testing.T) {',
    ' \tkiln := Heat(t, 900)',
    '-\ttime.Sleep(50 * time.Millisecond)',
    '+\tkiln.AwaitBelow(t, 120, 5*time.Second)',
    '+\trequire.True(t, kiln.DoorIsUnlocked())',
    ' \tkiln.Open()',
    ' }',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'Deflake TestKilnCoolsDown', steadied),
    pull(102, 'bela', 'kiln: wait for the temperature, not for the clock', steadied),
  ],
  right: { sets: [], pairs: { '101-102': 'lead' } },
} satisfies Case
