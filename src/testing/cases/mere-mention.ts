import { type Case, pull } from '../case.ts'

// Both mention one issue in passing and close nothing: by itself no lead.
export default {
  pulls: [
    pull(101, 'ada', 'Skates are oiled before frost\n\nSee #66 for what the ice was like.', {
      'skates/blade.go': [' type Blade struct {', '+\toiled time.Time', ' }'],
    }),
    pull(109, 'bela', 'Benches by the pond\n\nRelated: #66', {
      'pond/benches.yaml': [' benches:', '+  - {side: north, seats: 6}'],
    }),
  ],
  right: { sets: [], pairs: { '101-109': 'nothing' } },
} satisfies Case
