import { type Case, pull } from '../case.ts'

// Two raises of other packages. The list names the toolchain in a line that says no version, which makes neither of
// them a change of code, and much comes along with both. A third one raises what the second is for.
const line = (name: string, from: string, to: string, end = '') => [
  `-	host.example/mill/${name} v${from}${end}`,
  `+	host.example/mill/${name} v${to}${end}`,
]
const along = ['flour', 'chaff', 'millstone', 'hopper', 'sieve', 'sack'].flatMap((name) =>
  line(name, '0.7.2', '0.8.0', ' // indirect'),
)
const list = (...raised: string[][]) => ({
  'go.mod': [' go 1.22', '+toolchain latest', ' require (', ...raised.flat(), ' )', ...along],
})
const [sluice, wheel] = [line('sluice', '3.0.1', '3.1.0'), line('wheel', '1.2.5', '1.2.6')]

export default {
  pulls: [
    pull(101, 'dependabot[bot]', 'Bump host.example/mill/sluice from 3.0.1 to 3.1.0', list(sluice)),
    pull(102, 'ada', 'bump host.example/mill/wheel to v1.2.6', list(sluice, wheel)),
    pull(103, 'bela', 'Bump host.example/mill/wheel from 1.2.5 to 1.2.6', list(wheel)),
  ],
  right: { sets: [[102, 103]], pairs: { '101-102': 'lead', '101-103': 'lead' } },
} satisfies Case
