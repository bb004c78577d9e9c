import { expect, test } from 'vitest'
import { sampleRevision } from '../../testing/revisions.ts'
import { releasedVersion, releasesAnother, shareOwnVersionAlone } from './release-title.ts'
import { readSide } from './side.ts'

test.each([
  ['chore(release): v0.51.0-nightly.20260628.gae0a3aa7b', '0.51.0.nightly.20260628.gae0a3aa7b'],
  ['chore(release): bump version to 0.42.0-nightly.20260505.g8f0e', '0.42.0.nightly.20260505.g8f0e'],
  ['docs(changelog): update for v0.38.0', '0.38'],
  ['Release 1.2.0', '1.2'],
  ['Release notes for 4.1', '4.1'],
  ['Prepare v2.0.0-rc.1', '2.0.0.rc.1'],
  ['v3.10.2', '3.10.2'],
  ['[release] 7.4.1 (#12)', '7.4.1'],
  ['Bump version to 1.10', '1.10'],
  ['Set the version to 5.0.0.beta2', '5.0.0.beta2'],
  ['CHANGELOG for 2.3', '2.3'],
  // What is not of a release of its own.
  ['Bump lathe from 1.2.3 to 1.3.0', null],
  ['Bump lathe version to 1.3.0', null],
  ['Fix the release script for 1.2', null],
  ['Add missing entries to the changelog of 1.2', null],
  ['Support Ruby 3.2', null],
  ['Use version 2.1 of the lathe', null],
  ['Release 1.2.0 and 1.3.0', null],
  ['Update version of Go to 1.21.4', null],
  ['Version check fails with OpenSSL 1.1', null],
  ['Release connections of HTTP/1.0 to the pool', null],
  ['Release the lock on Python 3.12', null],
  ['build(release): use node 18.2', null],
  ['[release-3.4] handle data of 3.5', null],
  ['Nightly tests on Go 1.21', null],
  ['Changelog: crash with PHP 8.1', null],
  ['3.12 support', null],
  ['0.5px border', null],
  ['2.5D rendering', null],
  ['Prepare the release', null],
  ['Read 1.5 times as fast', null],
  ['', null],
])('%j is for release %j', (title, released) => {
  expect(releasedVersion(title)).toBe(released)
})

test('releases are told from each other by both titles', () => {
  const another = (...titles: [string, string]) => {
    const [a, b] = titles.map((title, at) => readSide(sampleRevision(at + 1, {}, { title })))
    expect(releasesAnother(b!, a!)).toBe(releasesAnother(a!, b!))
    return releasesAnother(a!, b!)
  }
  expect(another('Release 1.2.0', 'Release 1.3.0')).toBe(true)
  expect(another('Release 1.2.0', 'chore(release): v1.2')).toBe(false)
  expect(another('Release 1.2.0', 'Say what is released')).toBe(false)
})

/** A release by its title, whose file says a version. */
const release = (title: string, version: string, key = '"version":', path = 'package.json') =>
  readSide(sampleRevision(1, { [path]: [`+  ${key} "${version}",`] }, { title }))

test('a release that says no version is for the one that its packages get', () => {
  const one = release("Prepare Alpha Release  using 'a plan'", '1.2.0-alpha.1')
  expect(releasesAnother(one, release('Version Packages', '1.2.0-alpha.2'))).toBe(true)
  expect(releasesAnother(one, release('chore: release', '1.3.0'))).toBe(true)
  expect(releasesAnother(one, release('Release 1.3.0', '1.3.0'))).toBe(true)
  expect(releasesAnother(one, release('Version Packages', '1.2.0-alpha.1'))).toBe(false)
  expect(releasesAnother(one, release('Release the lock', '1.3.0'))).toBe(false)
  expect(releasesAnother(one, release('Version Packages', '1.3.0', '"lathe":'))).toBe(false)
})

const isAnother = (a: ReturnType<typeof release>, b: typeof a) => {
  expect(releasesAnother(b, a)).toBe(releasesAnother(a, b))
  return releasesAnother(a, b)
}

test('a release by two titles is one where its packages get the same version', () => {
  const one = release('Release 2024.05.1', '0.5.0')
  expect(isAnother(one, release('chore: release', '0.5.0'))).toBe(false)
  expect(isAnother(one, release('chore: release', '0.6.0'))).toBe(true)
  expect(isAnother(one, release('chore: release', '2024.05.1'))).toBe(false)
  expect(isAnother(one, release('Release 2024.06.1', '0.5.0'))).toBe(true)
})

test.each([
  'Release',
  'chore: release!',
  'Release packages (#12)',
  'Version Packages (alpha)',
  'Prepare for the next release',
  'Cut a release.',
  'Prepare beta release v1.2',
  "Prepare Release using 'release-plan'",
])('%j is a release whose version stands in its packages', (title) => {
  expect(isAnother(release(title, '1.2.0'), release('Version Packages', '1.3.0'))).toBe(true)
})

test.each([
  'Release 手順を直す',
  'Prepare release with docker compose',
  'Prepare release notes generator',
  'Draft releases in the dashboard',
  'Version packages by their folder',
  'Publish packages from CI',
  'Prepare what the lock and its owner need before release',
])('%j is about releases, and none', (title) => {
  expect(isAnother(release(title, '1.2.0'), release('Version Packages', '1.3.0'))).toBe(false)
})

test.each([
  ['package.json', '"version":', true],
  ['crates/lathe/Cargo.toml', 'version =', true],
  ['pyproject.toml', 'version =', true],
  ['lathe.gemspec', 'spec.version =', true],
  ['compose.yaml', 'version:', false],
  ['docker-compose.json', '"version":', false],
  ['settings.toml', 'version =', false],
])("of %s what stands behind %j is a package's version: %j", (path, key, isOwn) => {
  const trim = (version: string) =>
    readSide(sampleRevision(1, { [path]: [`+${key} "${version}"`] }, { title: 'chore: release' }))
  expect(isAnother(trim('3.8'), trim('3.9'))).toBe(isOwn)
})

test('a line that says a version elsewhere too is read where a package says it', () => {
  const lines = (version: string) => [`+"version": "${version}",`]
  const both = (version: string, other: string) =>
    readSide(
      sampleRevision(
        1,
        { 'package.json': lines(version), 'data/format.json': lines(other) },
        { title: 'chore: release' },
      ),
    )
  expect(isAnother(both('1.2.0', '3.8'), both('1.3.0', '3.8'))).toBe(true)
  expect(isAnother(both('1.2.0', '3.8'), both('1.2.0', '3.9'))).toBe(false)
})

test('what says more than two hundred versions tells no release', () => {
  const many = (count: number) =>
    readSide(
      sampleRevision(
        1,
        { 'package.json': Array.from({ length: count }, (_, at) => `+"version": "1.${at}.1",`) },
        { title: 'chore: release' },
      ),
    )
  const one = release('Version Packages', '7.0.1')
  expect(isAnother(one, many(200))).toBe(true)
  expect(isAnother(one, many(201))).toBe(false)
})

const said = ['-  "version": "1.2.8",', '+  "version": "1.2.9",']
const raised = ['-    "chisel": "~0.0.3",', '+    "chisel": "~0.0.4",']

test.each<[string, string[], string[], boolean]>([
  ['a release beside a raise that says it by the way', said, [...said, ...raised], true],
  [
    'two raises, each of which says it',
    ['-    "plane": "1.0",', '+    "plane": "1.1",', ...said],
    [...said, ...raised],
    true,
  ],
  ['the release once more', said, said, false],
  ['a raise that both do', [...said, ...raised], [...said, ...raised, '+    "vise": "1.0",'], false],
  ['what both take away', [...said, raised[0]!], [...said, ...raised], false],
  ['no version in common', raised, [...said, ...raised], false],
  ['another version', ['+  "version": "1.3.0",'], [...said, ...raised], false],
])('of %s all in common is the own version: %j', (_, mine, theirs, isAlone) => {
  const side = (number: number, lines: string[], path = 'package.json') =>
    readSide(sampleRevision(number, { [path]: lines }))
  expect(shareOwnVersionAlone(side(1, mine), side(2, theirs))).toBe(isAlone)
  expect(shareOwnVersionAlone(side(2, theirs), side(1, mine))).toBe(isAlone)
  // Of a format rather than of a package.
  expect(shareOwnVersionAlone(side(1, mine, 'schema.json'), side(2, theirs, 'schema.json'))).toBe(false)
})

test('a version that a program says of itself is its own too', () => {
  const side = (lines: string[]) => readSide(sampleRevision(1, { 'lib/lathe/version.rb': lines }))
  const version = ["-  VERSION = '1.2.8'", "+  VERSION = '1.2.9'"]
  expect(shareOwnVersionAlone(side(version), side([...version, "+  NAME = 'lathe'"]))).toBe(true)
  expect(shareOwnVersionAlone(side(version), side(version))).toBe(false)
})

test('of two releases of one version the version is what they are for', () => {
  const side = (title: string, lines: string[] = []) =>
    readSide(sampleRevision(1, { 'package.json': [...said, ...lines] }, { title }))
  const more = ['+  "released": true,']
  expect(shareOwnVersionAlone(side('Release 1.2.9'), side('Bump version to 1.2.9', more))).toBe(false)
  expect(shareOwnVersionAlone(side('Release 1.2.9'), side('Newer chisel', more))).toBe(true)
})

test.each([
  ['[dependencies.chisel]', false],
  ['[target.yard.dev-dependencies.chisel]', false],
  ['[tool.poetry.group.test.dependencies.chisel]', false],
  ['[package]', true],
  ['[dependencies]', true],
])('a version below %s is the own one: %j', (section, isOwn) => {
  const side = (lines: string[]) =>
    readSide(
      sampleRevision(1, {
        'Cargo.toml': [` ${section}`, '-version = "1.0.4"', '+version = "1.0.5"', ' edition = 1'],
        'src/board.rs': lines,
      }),
    )
  expect(
    shareOwnVersionAlone(side([]), side(['-fn turn(board: Board) {', '+fn turn(board: &Board) {'])),
  ).toBe(isOwn)
})
