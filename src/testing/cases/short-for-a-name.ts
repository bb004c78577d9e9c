import { type Case, commit, pull } from '../case.ts'

// One person by two addresses, "Sam" in one and "Samantha" in the other, opens the same thing anew. Another opens it by
// GitHub's own address, then from a machine with another address on which one commit bears the login as its name.
const harness = (limit: string) => ({
  'src/orrery/harness.rs': [
    ' pub fn spin(orrery: &mut Orrery, years: u32) -> Vec<Drift> {',
    '+    let mut drifts = Vec::with_capacity(years as usize);',
    '+    for year in 0..years {',
    '+        orrery.turn(Turn::Year(year));',
    '+        drifts.push(orrery.drift_from(Almanac::of(year)));',
    '+    }',
    `+    drifts.truncate(${limit});`,
    '+    drifts',
    ' }',
  ],
})
const dials = (last: string) => ({
  'src/dial/engrave.rs': [
    ' pub fn engrave(dial: &Dial) -> Plate {',
    '+    let ring = Ring::around(dial.arbor(), dial.hours());',
    '+    let numerals = dial.hours().map(Numeral::roman).collect::<Vec<_>>();',
    `+    Plate::new(ring, numerals).with_margin(${last})`,
    ' }',
  ],
})
const engraved = 'feat(dial): engrave numerals around the arbor'

export default {
  pulls: [
    pull(
      101,
      'si@ironwoods-mill.local',
      'feat(test): measure the drift of an orrery over years',
      harness('40'),
      {
        commits: [
          commit('Samantha Ironwood', 1, 'feat(test): measure the drift of an orrery over years', {
            authorEmail: 'si@ironwoods-mill.local',
          }),
        ],
      },
    ),
    pull(
      102,
      'samiron@mill.example',
      'feat(harness): measure the drift of an orrery over years',
      harness('60'),
      {
        commits: [
          commit('Sam Ironwood', 2, 'feat(harness): measure the drift of an orrery over years', {
            authorEmail: 'samiron@mill.example',
          }),
        ],
      },
    ),
    pull(103, 'QHBRASSWELL', engraved, dials('2'), {
      commits: [commit('Quill', 3, engraved, { authorEmail: '7+QHBRASSWELL@users.noreply.github.com' })],
    }),
    pull(104, 'quillonhatherbrass@mail.example', engraved, dials('3'), {
      commits: [
        commit('Quill', 4, engraved, { authorEmail: 'quillonhatherbrass@mail.example' }),
        commit('Quill', 5, 'fix: round the margin', { authorEmail: 'quillonhatherbrass@mail.example' }),
        commit('QHBRASSWELL', 6, 'refactor: tighten the ring', {
          authorEmail: 'quillonhatherbrass@mail.example',
        }),
      ],
    }),
    pull(105, 'ada@people.example', 'feat(dial): engrave numerals around the arbor', dials('4'), {
      commits: [commit('Ada Lindqvist', 7, 'feat(dial): engrave numerals around the arbor')],
    }),
  ],
  right: {
    sets: [[103, 104, 105]],
    pairs: { '101-102': 'RESUBMISSION', '103-104': 'RESUBMISSION' },
  },
} satisfies Case
