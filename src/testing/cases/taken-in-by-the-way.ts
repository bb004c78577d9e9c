import { type Case, commit, pull } from '../case.ts'

// A branch that lay for months catches up with what others had merged, in a commit of its own that says nothing of it:
// the two fixes are in it by the way, and it is for something else. Who brings one of them beside another fix, and says
// so, does what that does; what nobody has merged may be gathered by who says nothing of it.
const tides = [
  ' def tide_at(harbour, hour):',
  '-    return harbour.table[hour]',
  '+    moon = almanac.phase(harbour.day)',
  '+    height = harbour.table[hour] + moon.pull * harbour.funnel',
  '+    return height.rounded_to(centimetres(5))',
]
const buoys = [
  ' def light(buoy, dusk):',
  '-    buoy.lamp.on()',
  '+    if dusk.is_past(buoy.horizon) and not buoy.lamp.burns():',
  '+        buoy.lamp.on(colour=buoy.side.colour, rhythm=buoy.chart.rhythm)',
]
const quay = [
  ' def oil(lamp):',
  '-    return lamp.reservoir.tallow',
  '+    barrel = lamp.store.barrels.of(kind="whale")',
  '+    return barrel.drawn(lamp.reservoir.volume - lamp.reservoir.level)',
]
const lock = [
  ' def open(lock):',
  '-    lock.gates.swing()',
  '+    basin, sea = lock.basin.level, lock.sea.level',
  '+    lock.sluices.draw(by=(sea - basin) / lock.chamber.depth)',
  '+    lock.gates.swing(only_if=basin.is_level_with(sea))',
]
const cranes = [
  ' def hoist(crane, crate):',
  '-    crane.lift(crate)',
  '+    slack = crane.rope.length - crane.rope.taken',
  '+    crane.wind(slack, until=crane.rope.is_taut)',
  '+    crane.brake.release()',
  '+    crane.lift(crate, metres=crane.quay.clearance + crate.height)',
  '+    crane.log.note(crate.mark, crane.clock.now())',
  '+    crane.turn(crane.jib.towards(crate.lorry), speed=crane.wind_limit())',
  '+    return crane.lower(crate, onto=crate.lorry.bed)',
]

export default {
  pulls: [
    pull(101, 'ada', 'Tides follow the moon', { 'port/tides.py': tides }),
    pull(102, 'bela', 'Light buoys after dusk alone', { 'port/buoys.py': buoys }),
    pull(
      105,
      'cato',
      'Wind the rope in before a crate is hoisted',
      { 'port/cranes.py': cranes, 'port/tides.py': tides, 'port/buoys.py': buoys, 'port/quay.py': quay },
      {
        commits: [
          commit('cato', 105, 'Wind the rope in before a crate is hoisted'),
          commit('cato', 9_000, 'apply latest fixes'),
        ],
      },
    ),
    pull(
      109,
      'dora',
      'Open the lock at high water',
      { 'port/lock.py': lock, 'port/tides.py': tides },
      {
        commits: [
          commit('dora', 109, 'Open the lock at high water'),
          commit('dora', 110, 'tides: follow the moon, too'),
        ],
      },
    ),
    pull(103, 'emil', 'Lamps of the quay burn whale oil', { 'port/quay.py': quay }),
  ],
  mergedAt: { 101: '2026-01-03T12:00:00Z', 102: '2026-01-04T12:00:00Z' },
  right: {
    sets: [
      [101, 109],
      [103, 105],
    ],
    pairs: {
      '101-105': 'lead',
      '102-105': 'lead',
      '101-109': 'SAME_FEATURE',
      '103-105': 'SAME_FEATURE',
    },
  },
} satisfies Case
