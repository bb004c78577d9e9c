import { type Case, pull } from '../case.ts'

// In each of four ecosystems two people raise two different packages; the lock file moves the same transitive entries
// for both. Lock files are generated: no set.
const ecosystems = [
  ['Manifest.toml', 'Project.toml'],
  ['MODULE.bazel.lock', 'MODULE.bazel'],
  ['paket.lock', 'paket.dependencies'],
  ['conda-lock.yml', 'environment.yml'],
] as const
const moved = (lock: string, own: string) => [
  ` entry ${own} of ${lock}`,
  ...[1, 2, 3, 4, 5, 6].flatMap((at) => [
    `-  transitive${at} ${lock} checksum ${at}0aa${at}f3`,
    `+  transitive${at} ${lock} checksum ${at}7be${at}09`,
  ]),
]
const raise = (number: number, person: string, at: number, name: string, startLine: number) => {
  const [lock, declared] = ecosystems[at]!
  return pull(
    number,
    person,
    `Raise ${name} to 3.0`,
    { [declared]: [`-${name} >= 2.1`, `+${name} >= 3.0`], [lock]: moved(lock, name) },
    { startLine },
  )
}

export default {
  pulls: ecosystems.flatMap((_, at) => [
    raise(101 + 2 * at, `ada${at}`, at, `trowel${at}`, 3),
    raise(102 + 2 * at, `bela${at}`, at, `mallet${at}`, 3),
  ]),
  right: { sets: [] },
} satisfies Case
