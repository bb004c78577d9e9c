import { type Case, pull } from '../case.ts'

// Nothing but the lock file, refreshed by two people on one day to the letter: shown at most, and no set, since what
// tools write decides nothing.
const refreshed = {
  'api/poetry.lock': [
    ' name = "trellis"',
    '-version = "5.1.0"',
    '+version = "5.1.4"',
    ' files = [',
    '-    {file = "trellis-5.1.0.tar.gz", hash = "sha256:90d1aa"},',
    '+    {file = "trellis-5.1.4.tar.gz", hash = "sha256:e77b20"},',
  ],
}

export default {
  pulls: [pull(101, 'ada', 'Refresh the lock', refreshed), pull(102, 'bela', 'poetry update', refreshed)],
  right: { sets: [], pairs: { '101-102': 'lead' } },
} satisfies Case
