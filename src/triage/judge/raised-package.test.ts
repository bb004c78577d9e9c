import { expect, test } from 'vitest'
import { sampleRevision } from '../../testing/revisions.ts'
import { raisedPackage, raisesAnother, raisesFurther } from './raised-package.ts'
import { readSide } from './side.ts'

test.each([
  ['Bump lodash from 4.17.20 to 4.17.21', 'lodash'],
  ['Bump lodash from 4.17.20 to 4.17.21 in /website', 'lodash'],
  ['build(deps-dev): bump @types/node from 1 to 2', '@types/node'],
  ['[docs] Update dependency Lodash to v5', 'lodash'],
  ['fix(deps): update module github.com/acme/yard to v2', 'github.com/acme/yard'],
  ['Update rails requirement from ~> 6.1 to ~> 7.0', 'rails'],
  ['Bump vendor/gear from `1a2b3c4d` to `5e6f7a8b`', 'vendor/gear'],
  ['update gear_box to 7.0.0', 'gear-box'],
  ['bump spindle version to v1.0.0-rc95', 'spindle'],
  ['update spindle binary to v1.0.1', 'spindle'],
  ['build(deps): bump lathe.example/otel in /server', 'lathe.example/otel'],
  ['build(deps): bump lathe.example/otel/exporters/spindle (#12)', 'lathe.example/otel/exporters/spindle'],
  ['build(deps): bump everything there is', null],
  ['Bump the npm group with 3 updates', null],
  ['Update docs in Russian', null],
  ['Update the guide to say more', null],
  ['Upgrade to version 3', null],
  ['lodash 4.17.21', null],
])('%j raises %j', (title, name) => {
  expect(raisedPackage(title)).toBe(name)
})

test('a package is the same with and without the place that it comes from', () => {
  const another = (one: string, other: string) => {
    const sides = [one, other].map((title, at) => readSide(sampleRevision(at + 1, {}, { title }))) as [
      ReturnType<typeof readSide>,
      ReturnType<typeof readSide>,
    ]
    expect(raisesAnother(sides[1], sides[0])).toBe(raisesAnother(sides[0], sides[1]))
    return raisesAnother(...sides)
  }
  expect(another('Bump lathe from 1 to 2', 'Bump mandrel from 1 to 2')).toBe(true)
  expect(another('Bump lathe from 1 to 2', 'Update Lathe to v2')).toBe(false)
  expect(another('Bump lathe from 1 to 2', 'Bump acme.example/lathe from 1 to 2')).toBe(false)
  expect(another('Bump lathe from 1 to 2', 'Bump woodlathe from 1 to 2')).toBe(true)
  expect(another('Bump lathe from 1 to 2', 'Turn faster')).toBe(false)
})

test('one that raises several, a commit each, raises what another one raises alone', () => {
  const commit = (message: string) => ({ sha: message, message, authoredAt: '' })
  const several = readSide(
    sampleRevision(
      1,
      {},
      {
        title: 'Bump lathe from 1 to 2',
        commits: ['Bump lathe from 1 to 2', 'deps: bump mandrel from 3 to 4', 'Tidy up'].map(commit),
      },
    ),
  )
  const alone = (title: string) =>
    raisesAnother(several, readSide(sampleRevision(2, {}, { title, commits: [commit(title)] })))
  expect(alone('Bump acme.example/mandrel from 3 to 4')).toBe(false)
  expect(alone('Bump chuck from 3 to 4')).toBe(true)
})

test.each([
  ['Bump lathe from 1.5.0 to 1.5.2', 'Bump lathe from 1.5.0 to 1.6.0', true],
  ['build(deps): bump acme.example/lathe from 1 to 2', 'Update Lathe to v3.', true],
  ['Bump lathe from `1a2b3c4d` to `5e6f7a8b`', 'Bump lathe from `1a2b3c4d` to `9e6f7a8b`', true],
  ['Bump lathe from 1.5.0 to 1.6.0', 'update lathe to v1.6.0', false],
  ['Bump lathe from 1.5.0 to 1.6.0', 'Bump lathe in /website', false],
  ['Bump lathe from 1.5.0 to 1.6.0', 'Bump mandrel from 1.5.0 to 1.7.0', false],
  ['Bump lathe from 1.5.0 to 1.6.0', 'Turn to 2 sides', false],
])('%j and %j raise one package to two versions: %j', (one, other, further) => {
  const [a, b] = [one, other].map((title) => ({ revision: sampleRevision(1, {}, { title }), files: [] }))
  expect(raisesFurther(a!, b!, true)).toBe(further)
  expect(raisesFurther(b!, a!, false)).toBe(further)
})

test('where both change code alike the version is by the way; in files of versions it is not', () => {
  const side = (version: string, ...paths: string[]) => ({
    revision: sampleRevision(1, {}, { title: `Update lathe to ${version}` }),
    files: paths.map((path) => ({ path, channel: 'production' as const })),
  })
  const code = [side('1.2', 'go.mod', 'turn/lathe.go'), side('1.3', 'go.mod', 'turn/lathe.go')] as const
  expect(raisesFurther(...code, true)).toBe(false)
  expect(raisesFurther(...code, false)).toBe(true)
  const versions = [side('1.2', 'go.mod', 'script/lathe-version'), side('1.3', 'go.mod')] as const
  expect(raisesFurther(...versions, true)).toBe(true)
})

test.each([
  ['Bump lathe to 0.19.1', 'Update Lathe template to v0.27.3', true],
  ['feat(lathe): Upgrade to version 0.27.0', 'Update Lathe template to v0.27.3', true],
  [
    'Update gear manifests for gear controller 1.0.47',
    'feature(gear): upgrade gear-controller (v1.0.48)',
    true,
  ],
  ['Update gear manifests for 1.0.47', 'feature(gear): upgrade gear-controller (v1.0.47)', false],
  ['Update gear manifests for 1.0.47', 'Read gear manifests of 1.0.48', false],
  ['Update gear manifests for 1.0.47', 'Update lathe manifests for 1.0.48', false],
  ['Update gear manifests', 'Update gear manifests for 1.0.48', false],
  ['Update Lathe template to v0.27.3 from v0.19.1', 'Bump lathe to 0.27.3', false],
  ['Update lathe to 1.2.3 and chuck to 2.0.0', 'Update chuck to 2.0.0, lathe to 1.2.3', false],
  ['Update the lathe to 1.2.3 and chuck to 2.0.0', 'Upgrade all: chuck to 2.0.0, lathe to 1.2.4', false],
  ['Update docs for lathe 2.0: drop 1.x links (1.4)', 'Update lathe docs for 2.0', false],
  ['[6.0] Update lathe parser', '[7.0] Update lathe parser', false],
  ['(6.0) Update the lathe parser to 1.2', '(7.0) Update lathe parsers for 1.3', true],
  ['Update the lathe parser of 6.0', 'Update the lathe parser of 7.0', false],
  ['bump lathe-core to 1.2.0', 'bump lathe-cli to 1.3.0', false],
])('%j and %j raise one thing to two versions: %j', (one, other, further) => {
  const [a, b] = [one, other].map((title, at) =>
    readSide(sampleRevision(at + 1, { 'addons/gear.yaml.template': ['+gear: 1'] }, { title })),
  )
  expect(raisesFurther(a!, b!, true)).toBe(further)
  expect(raisesFurther(b!, a!, true)).toBe(further)
})

test('a template of a list is one, a template of a page is code', () => {
  const side = (path: string, version: string) => ({
    revision: sampleRevision(1, {}, { title: `Update lathe to ${version}` }),
    files: [{ path, channel: 'production' as const }],
  })
  const isFurther = (path: string) => raisesFurther(side(path, '1.2'), side(path, '1.3'), true)
  expect(['addons/gear.yaml.template', 'values.json.j2'].map(isFurther)).toEqual([true, true])
  expect(['views/turn.tpl', 'app/_form.html.erb', 'templates/_helpers.tpl'].map(isFurther)).toEqual([
    false,
    false,
    false,
  ])
})

test('what is written about a version is no raise', () => {
  const [one, other] = ['1.2', '1.3'].map((version) => ({
    revision: sampleRevision(1, {}, { title: `Update the lathe guide for ${version}` }),
    files: [{ path: 'docs/lathe.md', channel: 'docs' as const }],
  }))
  expect(raisesFurther(one!, other!, true)).toBe(false)
  const raised = { ...other!, files: [...other!.files, { path: 'go.mod', channel: 'production' as const }] }
  expect(raisesFurther(one!, raised, true)).toBe(false)
  expect(raisesFurther({ ...raised, revision: one!.revision }, raised, true)).toBe(true)
})

test('a title may say several raises, in whatever order', () => {
  const another = (...titles: [string, string]) => {
    const [a, b] = titles.map((title, at) => readSide(sampleRevision(at + 1, {}, { title })))
    expect(raisesAnother(b!, a!)).toBe(raisesAnother(a!, b!))
    return raisesAnother(a!, b!)
  }
  expect(another('Update lathe to 1.2.3 and chuck to 2.0.0', 'Update chuck to 2.0.0, lathe to 1.2.3')).toBe(
    false,
  )
  expect(
    another('Update lathe to 1.2.3, chuck from 1 to 2 & rest to v3', 'Bump acme.example/rest to 3'),
  ).toBe(false)
  expect(another('Update lathe to 1.2.3 and chuck to 2.0.0', 'Bump rest to 3')).toBe(true)
})
