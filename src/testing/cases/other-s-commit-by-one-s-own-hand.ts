import { type Case, commit, pull } from '../case.ts'

// Somebody brings another's commit up to date and commits, by mistake, what is to be opened next along with it: one
// person's twice. Who brings another's up to date and does the same in another way is a rival.
const latched = {
  'gate/latch.rb': [
    ' class Latch',
    '-  raise Stuck unless tries.positive?',
    '+  reading = @sensor.settle(within: patience)',
    '+  return jam!(reading) if reading.force > limits.jam',
    '+  release(reading)',
    ' end',
  ],
}
const lamps = {
  'gate/lamp.rb': [
    ' class Lamp',
    '-  on!',
    '+  on! if @dusk.fallen?(at: clock.now)',
    '+  off! unless @dusk.fallen?(at: clock.now)',
    ' end',
  ],
}
const hand = { committerName: 'Bela', committerEmail: 'bela@people.example' }

export default {
  pulls: [
    pull(
      101,
      'ada@people.example',
      'Lamps burn from dusk on',
      { ...latched, ...lamps },
      { commits: [commit('ada', 10, 'Lamps burn from dusk on', hand)] },
    ),
    pull(102, 'bela@people.example', 'Release a stuck latch', latched, {
      commits: [commit('bela', 400, 'Release a stuck latch')],
    }),
    pull(103, 'cato@people.example', 'Open what is jammed', latched, {
      commits: [commit('cato', 900, 'Open what is jammed')],
    }),
  ],
  right: {
    sets: [[102, 103]],
    pairs: { '101-102': 'RESUBMISSION', '102-103': 'SAME_CHANGE' },
  },
} satisfies Case
