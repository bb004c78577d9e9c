import { type Case, commit, pull } from '../case.ts'

// A program raises packages on top of what the default branch had before it was written anew, so that a mirror takes
// what stood there for the pull request's. The program opened both.
const atop = (minute: number, message: string, next: string) => ({
  createdAtGuessed: true,
  commits: [
    commit('velda', 500, 'Turn boards both ways'),
    commit('velda', minute - 20, next),
    commit('renovate[bot]', minute, message),
  ],
})
const raised = {
  'src/board.py': [' def turn(board):', '+    board.flip(at=board.middle)', '+    board.rest()', ' '],
  'lathe.json': [' {', '-  "plane": "1.4.0",', '+  "plane": "1.5.0",', ' }'],
}

export default {
  pulls: [
    pull(101, 'velda@yard.example', 'Raise plane', raised, atop(600, 'Raise plane', 'Oil the lathe')),
    pull(102, 'wren@yard.example', 'Raise the plane', raised, {
      createdAtGuessed: true,
      commits: [commit('wren', 700, 'Raise what is worn'), commit('renovate[bot]', 900, 'Raise the plane')],
    }),
  ],
  right: { sets: [], pairs: { '101-102': 'RESUBMISSION' } },
} satisfies Case
