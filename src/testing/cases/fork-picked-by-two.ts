import { type Case, commit, pull } from '../case.ts'

// Two people pick a fork's unmerged commit onto branches of their own, each at another day, and make the same fix on
// top. The mirror takes whoever wrote the first commit for the author: nobody made both. A third one
// is the first author's next try, and another's duplicate.
const vet = { 'vet.yml': ['+run: go vet ./...', '+timeout: 5m'] }
const fixed = (condition: string) => ({
  ...vet,
  'clock/clock.go': [
    ' func Parse(text string) (Time, error) {',
    '  parts := strings.Split(text, ":")',
    `+ if ${condition} {`,
    '+  return Time{}, fmt.Errorf("clock: %q has no minute", text)',
    '+ }',
    '  hour, err := strconv.Atoi(parts[0])',
  ],
})
const picked = (sha: string) => commit('forkowner', 20, 'ci: vet', { sha: sha.repeat(40) })
const guessed = { author: 'forkowner@people.example', createdAtGuessed: true }

export default {
  pulls: [
    pull(101, 'ada', 'ci: vet', fixed('len(parts) != 2'), {
      ...guessed,
      commits: [picked('a'), commit('ada', 101, 'clock: no panic without minutes')],
    }),
    pull(102, 'bela', 'ci: vet', fixed('len(parts) < 2'), {
      ...guessed,
      commits: [picked('b'), commit('bela', 102, 'A clock must not panic on "12", which has no minutes')],
    }),
    pull(103, 'ada', 'ci: vet', fixed('len(parts) == 1'), {
      ...guessed,
      commits: [picked('c'), commit('ada', 103, 'clock: no panic without minutes, again')],
    }),
  ],
  right: { sets: [[101, 102, 103]], pairs: { '101-102': 'SAME_CHANGE', '101-103': 'RESUBMISSION' } },
} satisfies Case
