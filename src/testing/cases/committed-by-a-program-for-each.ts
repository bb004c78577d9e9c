import { type Case, commit, pull } from '../case.ts'

// A program commits for whoever asks, by their own address, and a maintainer applies the patch of a namesake by a first
// name: they who wrote it are three people.
const lit = (rest: string) => ({
  'quay/lamp.ts': [
    ' export function light(lamp: Lamp): void {',
    '+  const dusk = sky.brightness() - lamp.threshold(season)',
    '+  const wicks = Math.ceil(dusk / oil.glow)',
    `+  ${rest}`,
    '   lamp.burn()',
  ],
})

const signed = (minute: number, subject: string, author: [string, string], committer: [string, string]) => ({
  commits: [
    commit('x', minute, subject, {
      authorName: author[0],
      authorEmail: author[1],
      committerName: committer[0],
      committerEmail: committer[1],
    }),
  ],
})

export default {
  pulls: [
    pull(101, 'ines-v', 'Light lamps at dusk', lit('lamp.ready(wicks)'), {
      ...signed(
        10,
        'Light lamps at dusk',
        ['Ines Varga', 'ines.v@boats.example'],
        ['Quay Release Bot', 'ines.v@boats.example'],
      ),
    }),
    pull(102, 'tomasz', 'More wicks in winter', lit('lamp.count(wicks)'), {
      ...signed(
        70,
        'More wicks in winter',
        ['Tomasz Lis', 'tomasz.l@home.example'],
        ['Quay Release Bot', 'tomasz.l@home.example'],
      ),
    }),
    pull(103, 'alexp', 'The quay is dark', lit('lamp.note(wicks)'), {
      ...signed(
        90,
        'The quay is dark',
        ['Alexander', 'apetrenko@sea.example'],
        ['Alexander', 'keeper.alex@boats.example'],
      ),
    }),
    pull(104, 'keeper-alex', 'Ships miss the quay', lit('lamp.shine(wicks)'), {
      ...signed(
        130,
        'Ships miss the quay',
        ['A. Kovalenko', 'keeper.alex@boats.example'],
        ['A. Kovalenko', 'keeper.alex@boats.example'],
      ),
    }),
  ],
  right: {
    sets: [[101, 102, 103, 104]],
    pairs: { '101-102': 'SAME_FEATURE', '101-103': 'SAME_FEATURE', '103-104': 'SAME_FEATURE' },
  },
} satisfies Case
