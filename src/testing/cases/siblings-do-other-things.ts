import { type Case, commit, pull } from '../case.ts'

// Two branches begin with a fork's large unmerged commit and go on to different things: what they have in common is
// what both began with, and no duplicate.
const begun = {
  'src/press/roller.ts': [
    ' export class Roller {',
    '-  turn(): void { this.axle.spin() }',
    '+  turn(sheets: Sheet[]): Imprint[] {',
    '+    const damp = sheets.map((sheet) => this.dampener.moisten(sheet))',
    '+    return damp.map((sheet, at) => this.plate.press(sheet, this.inkFor(at)))',
    '+  }',
    ' }',
  ],
}
const forks = commit('owner', 20, 'Rollers press many sheets')

export default {
  pulls: [
    pull(
      101,
      'ada',
      'Count what was wasted',
      {
        ...begun,
        'src/press/waste.ts': ['+export const waste = (sheets: Sheet[]) => sheets.filter(isTorn).length'],
      },
      { commits: [forks, commit('ada', 101, 'Count what was wasted')] },
    ),
    pull(
      102,
      'bela',
      'Lock the guard while running',
      {
        ...begun,
        'src/press/guard.ts': ['+export const guard = new Guard({ lockedWhile: Motor.isRunning })'],
      },
      { commits: [forks, commit('bela', 102, 'Lock the guard while running')] },
    ),
  ],
  right: { sets: [] },
} satisfies Case
