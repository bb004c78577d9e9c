import { type Case, pull } from '../case.ts'

// On GitHub the target may be anyone's branch: one on which the yard moves to winch 18, or one that somebody stacks on.
// Who does there what another does on the main branch does it twice. A branch called by the repository's own word and a
// version is a line of releases, which needs its own.
const braked = (rest: string[] = []) => ({
  'crane/Brake.rb': [
    ' def halt(load)',
    '-  @pads.close',
    '+  heat = @pads.heat_of(load.mass * @drum.speed)',
    '+  raise Fade, heat if heat > @pads.fading_point',
    '+  @pads.close_in_steps(heat)',
    ...rest,
    ' end',
  ],
})

export default {
  pulls: [
    pull(101, 'ada', 'Brakes are closed in steps', braked()),
    pull(102, 'bela', 'brake: no fading', braked(['+  @bell.ring']), { baseRef: 'winch-18' }),
    pull(103, 'cato', 'A load must stop', braked(['+  @log.note(load)']), { baseRef: 'Parser_2.1' }),
    pull(104, 'dora', 'Halt loads with care', braked(['+  @clerk.write']), { baseRef: 'yard-17' }),
  ],
  right: {
    sets: [[101, 102, 103]],
    pairs: {
      '101-102': 'SAME_CHANGE',
      '101-103': 'SAME_CHANGE',
      '102-103': 'SAME_CHANGE',
      '101-104': 'BACKPORT',
      '102-104': 'BACKPORT',
      '103-104': 'BACKPORT',
    },
  },
} satisfies Case
