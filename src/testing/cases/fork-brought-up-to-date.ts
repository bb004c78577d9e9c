import { type Case, commit, pull } from '../case.ts'

// One person by two accounts: who brings a fork up to date on its page owns it. A maintainer who brings a pull request
// up to date merges the branch that it is made to.
const tuned = (rest: string) => ({
  'organ/pipes.ts': [
    ' export function tune(organ: Organ): void {',
    '+  for (const pipe of organ.pipes) pipe.slide(organ.pitch / pipe.length)',
    '+  const warm = organ.loft.degrees - organ.nave.degrees',
    `+  ${rest}`,
    '   organ.close()',
  ],
})
const merge = (name: string, subject: string) =>
  commit('x', 12, subject, { parents: 2, authorName: name, authorEmail: `${name}@organs.example` })

export default {
  pulls: [
    pull(101, 'pfeifer@home.example', 'Tune in a warm loft', tuned('organ.wait(warm)'), {
      commits: [
        commit('Orla Penn', 10, 'Tune in a warm loft', { authorEmail: 'pfeifer@home.example' }),
        merge('registrant', "Merge branch 'acme:main' into loft"),
      ],
    }),
    pull(102, 'registrant@organs.example', 'Pipes go out of tune in summer', tuned('organ.rest(warm)'), {
      commits: [
        commit('x', 70, 'Pipes go out of tune in summer', {
          authorName: 'registrant',
          authorEmail: 'registrant@organs.example',
        }),
      ],
    }),
    pull(103, 'velda@lake.example', 'Slide pipes by their length', tuned('organ.note(warm)'), {
      commits: [
        commit('Velda Ostrow', 90, 'Slide pipes by their length', { authorEmail: 'velda@lake.example' }),
        merge('registrant', "Merge branch 'main' into pipes"),
      ],
    }),
  ],
  right: { sets: [[101, 102, 103]], pairs: { '101-102': 'RESUBMISSION', '102-103': 'SAME_FEATURE' } },
} satisfies Case
