import { type Case, commit, pull } from '../case.ts'

// A person signs with a first name on a machine that has no domain, and opens the same again an hour later by the whole
// name, with the issue in front of the subject. Who says it otherwise is another.
const strung = {
  'kite/tail.rb': [
    ' def tail(kite)',
    '-  kite.ribbons.first',
    '+  kite.ribbons.select(&:dry?).sort_by(&:length).last',
    '+rescue KnotError',
    '+  kite.spare_ribbon',
    ' end',
  ],
}
const title = 'Fly the longest ribbon that is dry'
const by = (name: string, address: string, minute: number, message: string) => ({
  author: address,
  commits: [commit(address, minute, message, { authorName: name, authorEmail: address })],
})

export default {
  pulls: [
    pull(101, '', title, strung, by('amy', 'amy@lab0.physical.home.arpa', 10, title)),
    pull(102, '', `Fixes: #90 ${title}`, strung, {
      ...by('Amy Ironwood', 'amironwood@mail.example', 70, `Fixes: #90 ${title}`),
    }),
    pull(103, '', 'Ribbons that are wet stay down', strung, {
      ...by('Bela Copper', 'bela@copper.example', 300, 'Ribbons that are wet stay down'),
    }),
  ],
  right: {
    sets: [[101, 102, 103]],
    pairs: { '101-102': 'RESUBMISSION', '101-103': 'SAME_CHANGE', '102-103': 'SAME_CHANGE' },
  },
} satisfies Case
