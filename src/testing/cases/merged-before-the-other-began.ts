import { type Case, pull } from '../case.ts'

// The older one was merged two days before the newer one branched off: what is there already is not proposed again, so
// it goes on from there.
const around = (lines: string[]) => ({
  'src/beehive.rs': [' pub fn forage(hive: &Hive, hour: u8) -> Vec<Flight> {', ...lines, ' }'],
})

export default {
  pulls: [
    pull(
      101,
      'ada',
      'Bees stay in during rain',
      around([
        '-    hive.workers().map(Flight::new).collect()',
        '+    let dry = hive.workers().filter(|worker| !worker.sky().rains_at(hour));',
        '+    dry.map(Flight::new).collect()',
      ]),
      { baseAt: '2026-01-02T08:00:00Z' },
    ),
    pull(
      107,
      'bela',
      'Bees stay in during storms',
      around([
        '-    dry.map(Flight::new).collect()',
        '+    let calm = dry.filter(|worker| worker.sky().wind_at(hour) < STORM);',
        '+    calm.map(Flight::new).collect()',
      ]),
      { baseAt: '2026-01-05T08:00:00Z' },
    ),
  ],
  states: { 101: 'MERGED' },
  mergedAt: { 101: '2026-01-03T09:00:00Z' },
  right: { sets: [], pairs: { '101-107': 'FOLLOW_UP' } },
} satisfies Case
