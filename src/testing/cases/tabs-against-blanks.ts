import { type Case, pull } from '../case.ts'

// The same fix, once indented by blanks and once by tabs, with blanks around its signs in one: white space is no
// difference.
export default {
  pulls: [
    pull(101, 'ada', 'Hammers rest between blows', {
      'src/forge.go': [
        ' func Strike(h *Hammer) {',
        '+    if since := h.clock.Since(h.last); since < cooling {',
        '+        h.clock.Sleep(cooling - since)',
        '+    }',
        '     h.fall()',
        ' }',
      ],
    }),
    pull(103, 'bela', 'forge: cooling time', {
      'src/forge.go': [
        ' func Strike(h *Hammer) {',
        '+\tif since := h.clock.Since(h.last);  since < cooling {',
        '+\t\th.clock.Sleep(cooling  -  since)',
        '+\t}',
        '     h.fall()',
        ' }',
      ],
    }),
  ],
  right: { sets: [[101, 103]], pairs: { '101-103': 'SAME_CHANGE' } },
} satisfies Case
