import { type Case, pull } from '../case.ts'

// A robot opens a pull request for each nightly release, a person writes the list of changes for each release: all
// change one place, and formatted the same files. Two people prepare one and the same release: these are a set.
const nightly = (day: string) => ({
  'package.json': [
    '   "name": "@acme/yard",',
    '-  "version": "0.51.0-nightly.20260627",',
    `+  "version": "0.51.0-nightly.${day}",`,
    '   "private": true,',
  ],
  'packages/hoist/package.json': [
    '   "name": "@acme/hoist",',
    '-  "version": "0.51.0-nightly.20260627",',
    `+  "version": "0.51.0-nightly.${day}",`,
  ],
})
const listed = (version: string, line: string) => ({
  'docs/changes.md': [' # Changes', `+## ${version}`, '+', `+- ${line}`],
  'src/hoist/brake.ts': [
    ' export function holdBrake(winch: Winch): Brake {',
    '-  const drum = winch.drums.find((one) => one.isLoaded) ?? winch.drums.at(0) ?? null',
    '+  const drum =',
    '+    winch.drums.find((one) => one.isLoaded) ?? winch.drums.at(0) ?? null',
    '   return drum === null ? Brake.none : new Brake(drum, winch.governor.limit)',
  ],
})
const prepared = (last: string) => ({
  'src/version.ts': [
    "-export const version = '1.8.0'",
    "+export const version = '1.9.0'",
    "-export const wireFormat = 'yard/7'",
    "+export const wireFormat = 'yard/8'",
    last,
  ],
})

export default {
  pulls: [
    pull(101, 'yard-robot', 'chore(release): v0.51.0-nightly.20260628', nightly('20260628')),
    pull(102, 'yard-robot', 'chore(release): v0.51.0-nightly.20260629', nightly('20260629')),
    pull(103, 'ada', 'docs(changelog): update for v0.38.0', listed('0.38.0', 'Brakes hold on ice.')),
    pull(104, 'bela', 'docs(changelog): update for v0.40.0', listed('0.40.0', 'Winches count turns.')),
    pull(105, 'cato', 'Release 1.9.0', prepared(' export const since = 2019')),
    pull(106, 'dora', 'chore(release): v1.9', prepared(' export const since = 2020')),
  ],
  right: {
    sets: [[105, 106]],
    pairs: { '103-104': 'lead', '105-106': 'SAME_CHANGE' },
  },
} satisfies Case
