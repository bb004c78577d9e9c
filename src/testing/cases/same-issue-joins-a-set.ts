import { type Case, pull } from '../case.ts'

// Two write one thing in two ways that share half their lines, a third shares lines only with the second; all close one
// issue at one place: one set.
const around = (lines: string[]) => ({
  'hothouse/vent.py': [' def vent(house):', '-    house.flaps.open()', ...lines, '     return house.air'],
})
const first = ['+    if house.humidity() > MILDEW_POINT:', '+        house.flaps.open(by=house.excess())']
const second = ['+    fans = house.fans_near(house.dampest_bed())', '+    fans.start(until=MILDEW_POINT)']

export default {
  pulls: [
    pull(101, 'ada', 'Vent when it is damp (fixes #19)', around(first)),
    pull(102, 'bela', 'mildew in the hothouse, closes #19', around([...first, ...second])),
    pull(103, 'cato', 'Fans for damp beds. Fixes #19', around(second)),
  ],
  right: {
    sets: [[101, 102, 103]],
    pairs: { '101-102': 'SAME_FEATURE', '101-103': 'COMPETING_IMPLEMENTATION' },
  },
} satisfies Case
