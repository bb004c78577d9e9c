import { expect, test } from 'vitest'
import { commit } from '../../testing/case.ts'
import { type SampleChange, sampleLines, sampleRevision } from '../../testing/revisions.ts'
import { compareRaises } from './compare-raises.ts'
import { readSide } from './side.ts'

type Lines = [name: string, from: string, to: string, along?: 'along'][]
const list = (lines: Lines) =>
  lines.flatMap(([name, from, to, along]) => {
    const end = along === undefined ? '' : ' // indirect'
    return [`-	acme.example/${name} v${from}${end}`, `+	acme.example/${name} v${to}${end}`]
  })
const raise = (
  title: string,
  lines: Lines,
  { subjects = [] as string[], besides = {} as SampleChange } = {},
) =>
  readSide(
    sampleRevision(
      1,
      { 'go.mod': list(lines), ...besides },
      { title, commits: [title, ...subjects].map((message, at) => commit(title, at, message)) },
    ),
  )
const compare = (a: ReturnType<typeof raise>, b: ReturnType<typeof raise>, shareWork = false) => {
  const found = compareRaises(a, b, shareWork)
  expect(compareRaises(b, a, shareWork)).toEqual(found)
  return found.raisesAnother ? 'another' : found.raisesFurther ? 'further' : null
}

const lathe: Lines[number] = ['lathe', '1.0.0', '1.1.0']
const chuck: Lines[number] = ['chuck', '2.0.0', '2.1.0']
const along: Lines[number] = ['oil', '3.0.0', '3.1.0', 'along']

test('two that raise one package to one version do the same, whatever their titles say', () => {
  const bot = raise('Bump acme.example/lathe from 1.0.0 to 1.1.0', [lathe])
  expect(compare(bot, raise('Turn faster (CVE-2026-1)', [lathe, along]))).toBeNull()
  expect(compare(bot, raise('vendor: acme.example/lathe v1.1.0', [lathe]))).toBeNull()
  expect(compare(bot, raise('Raise dependencies', [lathe, chuck, along]))).toBeNull()
})

test('what comes along with both is not what they are for', () => {
  expect(compare(raise('Bump lathe', [lathe, along]), raise('Bump chuck', [chuck, along]))).toBe('another')
  expect(compare(raise('Raise dependencies', [lathe, along]), raise('Update some', [chuck, along]))).toBe(
    'another',
  )
  // A list that does not tell them apart: the words do.
  expect(compare(raise('Bump lathe', [lathe, chuck]), raise('Raise chuck to 2.1', [chuck]))).toBe('another')
})

test('one package to two versions is no duplicate, even where much comes along', () => {
  const further: Lines[number] = ['lathe', '1.0.0', '1.2.0']
  expect(compare(raise('Update lathe', [lathe, along]), raise('Update the lathe', [further, along]))).toBe(
    'further',
  )
  expect(compare(raise('Update lathe', [lathe]), raise('Update lathe and chuck', [further, chuck]))).toBe(
    'further',
  )
})

test('packages of one release are raised together', () => {
  const bit: Lines[number] = ['lathe/bit', '1.0.0', '1.1.0']
  expect(
    compare(raise('Bump lathe to v1.1.0', [lathe, bit]), raise('Bump acme.example/lathe/bit', [bit])),
  ).toBeNull()
})

test('a group is named by the part that its paths have in common', () => {
  const group: Lines = [
    ['lathe/bit', '1.0.0', '1.1.0'],
    ['lathe/rest', '1.0.0', '1.1.0'],
  ]
  expect(
    compare(raise('Bump the lathe group', [...group, chuck]), raise('Raise lathe modules', group)),
  ).toBeNull()
  expect(compare(raise('Bump the lathe group', [...group, chuck]), raise('Bump chuck', [chuck]))).toBe(
    'another',
  )
})

test('a short name counts beside its version, a name within a word too', () => {
  const cli: Lines[number] = ['cli', '1.0.0', '1.4.0']
  expect(compare(raise('Tidy the cli', [cli, lathe]), raise('Bump lathe', [lathe]))).toBeNull()
  expect(compare(raise('cli v1.4.0', [cli, lathe]), raise('Bump lathe', [lathe]))).toBe('another')
  expect(compare(raise('Bump lathe-go 1.1.0', [lathe, cli]), raise('Bump chuck', [chuck]))).toBe('another')
})

test('several that are named, a commit each, are raised each', () => {
  const both = raise('Bump lathe', [lathe, chuck, along], { subjects: ['Bump chuck'] })
  expect(compare(both, raise('chuck 2.1.0', [chuck]))).toBeNull()
})

test('of several the half must be the same', () => {
  const lines = (from: number, count: number): Lines =>
    Array.from({ length: count }, (_, at) => [`gear${from + at}`, '1.0.0', `1.1.${from + at}`])
  expect(compare(raise('Raise dependencies', lines(0, 4)), raise('Raise some', lines(2, 4)))).toBeNull()
  expect(compare(raise('Raise dependencies', lines(0, 4)), raise('Raise some', lines(3, 4)))).toBe('another')
})

test('where both change code alike it is about more than the version', () => {
  const besides = { 'turn/lathe.go': sampleLines(7, 9, '+') }
  const one = raise('Bump lathe to v1.1.0', [lathe], { besides })
  const other = raise('Bump lathe to v1.2.0', [['lathe', '1.0.0', '1.2.0']], { besides })
  expect(compare(one, other, true)).toBeNull()
  expect(compare(one, other, false)).toBe('further')
})

test('a line without a version is no code, a fifth of all lines is', () => {
  const line = (count: number) => ({ besides: { 'turn/lathe.go': sampleLines(7, count, '+') } })
  const gears = Array.from({ length: 4 }, (_, at): Lines[number] => [`gear${at}`, '1.0.0', '1.1.0', 'along'])
  // Sixteen lines say a version in the one, twelve in the other.
  const both = (count: number) => [
    raise('Bump lathe to v1.1.0', [lathe, chuck, ...gears], line(count)),
    raise('Bump chuck to v2.1.0', [chuck, ...gears], line(count)),
  ]
  const [one, other] = both(1) as [ReturnType<typeof raise>, ReturnType<typeof raise>]
  expect(compare(one, other, true)).toBe('another')
  const [much, more] = both(3) as [ReturnType<typeof raise>, ReturnType<typeof raise>]
  expect(compare(much, more, true)).toBeNull()
})

test('where packages come from names none of them', () => {
  const raised = ['-	github.com/acme/getter v1.8.4', '+	github.com/acme/getter v1.8.6']
  const by = (title: string) =>
    raise(title, [], { besides: { 'go.mod': raised, 'ask.go': sampleLines(7, 9, '+') } })
  const bot = raise('Bump getter to v1.8.6', [], { besides: { 'go.mod': raised } })
  expect(compare(bot, by('Ask GitHub with a token'))).toBe('another')
  expect(compare(bot, by('Ask by the new getter'))).toBeNull()
})

test('a list that says less of the version does not make two releases one', () => {
  const rough: Lines = [['lathe', '1.24', '1.29']]
  expect(compare(raise('Update la-the to 1.29.0', rough), raise('la-the: Update to 1.29.1', rough))).toBe(
    'further',
  )
  expect(compare(raise('Update lathe to 1.29.0', rough), raise('Lathe: update to 1.29.0', rough))).toBeNull()
  expect(compare(raise('Update lathe to 1.29', rough), raise('Lathe: update to 1.29.1', rough))).toBeNull()
  expect(compare(raise('Update lathe to 1.29.0', rough), raise('Newest lathe', rough))).toBeNull()
  // What both lists have outranks a title that was not mended.
  const exact: Lines = [...rough, ['lathe-tools', '1.24.1', '1.29.1']]
  expect(compare(raise('Update lathe to 1.29.0', exact), raise('Lathe: update to 1.29.1', exact))).toBeNull()
})

test('who raises by the way what another one is for does something else, unless it says so', () => {
  const besides = { 'turn/lathe.go': sampleLines(7, 9, '+') }
  const bot = raise('Bump acme.example/lathe from 1.0.0 to 1.1.0', [lathe])
  expect(compare(bot, raise('Turn in both directions', [lathe], { besides }))).toBe('another')
  expect(compare(bot, raise('Turn by the new lathe', [lathe], { besides }))).toBeNull()
  expect(compare(bot, raise('Turn in both directions', [], { besides }))).toBeNull()
})

test('where half of what both raise gets other versions, one of them goes further', () => {
  const both = (...versions: [string, string, string]) =>
    raise(
      `Bump lathe ${versions[0]}, chuck ${versions[1]}`,
      ['lathe', 'chuck', 'spindle'].map((name, at): Lines[number] => [name, '1.0.0', versions[at]!]),
    )
  expect(compare(both('1.1.0', '2.1.0', '3.1.0'), both('1.1.0', '2.2.0', '3.1.0'))).toBe('further')
  expect(compare(both('1.1.0', '2.1.0', '3.1.0'), both('1.1.0', '2.1.0', '3.2.0'))).toBeNull()
  const several = (last: string) => raise('Raise dependencies', [lathe, chuck, ['spindle', '1.0.0', last]])
  expect(compare(several('3.1.0'), several('3.2.0'))).toBeNull()
})

test('a whole path names its package alone, and a number may follow a name at once', () => {
  const gauge: Lines[number] = ['casks/gauge', '1.0.0', '1.1.0']
  const well: Lines[number] = ['casks/well', '1.0.0', '1.2.0']
  const bot = raise('Update acme.example/casks/gauge digest', [gauge, well])
  expect(compare(bot, raise('Raise well to 1.2', [well]))).toBe('another')
  expect(compare(bot, raise('Raise gauge1.1', [gauge, well]))).toBeNull()
  expect(compare(raise('Raise the casks', [gauge, well]), raise('Raise well to 1.2', [well]))).toBeNull()
})

test('a number that follows a name at once is its version only with a dot', () => {
  const image: Lines[number] = ['image', '5.24.0', '5.25.0']
  const base: Lines[number] = ['base', '1.6.0', '1.7.0']
  const base64: Lines[number] = ['base64', '1.2.0', '1.3.0']
  expect(
    compare(raise('Bump to image5.25', [image, chuck, along]), raise('Bump chuck', [chuck, image])),
  ).toBe('another')
  expect(
    compare(
      raise('Raise base64 to 1.3.0', [base64, base, along]),
      raise('Raise base to 1.7.0', [base, base64]),
    ),
  ).toBe('another')
})

/** Lists whose packages come from nowhere: a name may be the end of another one. */
const bare = (title: string, lines: Lines) =>
  raise(title, [], {
    besides: {
      'go.mod': lines.flatMap(([name, from, to]) => [`-	${name} v${from}`, `+	${name} v${to}`]),
    },
  })
const react: Lines[number] = ['react', '17.0.0', '18.2.0']
const types: Lines[number] = ['@types/react', '17.0.1', '18.0.26']

test.each([
  ['a package and its types', [react, types]],
  ['several that end alike', [lathe, ['tools/lathe', '1.0.0', '1.3.0'], ['old/lathe', '2.0.0', '2.4.0']]],
] as [string, Lines][])('a list and itself raise the same: %s', (_, lines) => {
  expect(compare(bare('Raise dependencies', lines), bare('Raise some', lines))).toBeNull()
  expect(compare(bare('Update React', lines), bare('Raise lathe', lines))).toBeNull()
})

test('lists that say the same raise the same, whichever package each title names', () => {
  const one = raise('Bump lathe', [lathe, chuck])
  expect(compare(one, raise('Bump chuck', [lathe, chuck]))).toBeNull()
  expect(compare(one, raise('Bump chuck', [lathe, ['chuck', '2.0.0', '2.2.0']]))).toBe('another')
})

test('a package that both lists have is compared with itself alone', () => {
  const vite: Lines[number] = ['vite', '3.0.0', '4.0.0']
  const one = bare('Update React', [react, types])
  expect(compare(one, bare('React 18', [react, types, vite]))).toBeNull()
  expect(compare(one, bare('Raise some', [types]))).toBeNull()
  expect(compare(one, bare('React', [['react', '17.0.0', '18.3.0'], types]))).toBe('further')
})

test('a package counts once, however many of the other list end as it does', () => {
  const longer: Lines = [
    ['old/lathe', '1.0.0', '1.0.5'],
    ['tools/lathe', '1.0.0', '1.1.0'],
  ]
  expect(compare(bare('Raise dependencies', [lathe]), bare('Raise some', longer))).toBeNull()
  expect(compare(bare('Raise dependencies', [lathe]), bare('Raise some', longer.slice(0, 1)))).toBe('further')
})

test('two versions that titles say count where both lists have the shorter one, whatever else is raised', () => {
  const short: Lines[number] = ['lathe', '1.28', '1.29']
  const one = raise('Update lathe to 1.29.0', [short])
  expect(compare(one, raise('Update lathe to 1.29.1', [short]))).toBe('further')
  expect(compare(one, raise('Update lathe to 1.29.1', [short, chuck]))).toBe('further')
  expect(compare(one, raise('Update chuck, as lathe 1.29.1 wants', [chuck]))).toBe('another')
})

const gear: Lines[number] = ['gear', '1.0.0', '1.3.0']
const spindle: Lines[number] = ['spindle', '1.0.0', '3.1.0']
const bit: Lines[number] = ['lathe/bit', '1.0.0', '1.5.0']
const bumpChuck = raise('Bump chuck', [chuck])
const codeOf = (count: number) => ({ besides: { 'turn/lathe.go': sampleLines(7, count, '+') } })
/** A second list, of another folder. */
const alsoIn = (lines: Lines) => ({ besides: { 'turn/go.mod': list(lines) } })

test('one of many that a pull request raises is enough where the other one raises no more', () => {
  expect(compare(raise('Bump lathe', [lathe]), raise('Raise all', [lathe, chuck, spindle, gear]))).toBeNull()
})

test('a package that gets one version in one list and another in the next is at either', () => {
  const both = raise('Update lathe', [lathe], alsoIn([['lathe', '1.0.0', '1.2.0']]))
  expect(compare(both, raise('Update the lathe', [['lathe', '1.0.0', '1.2.0']]))).toBeNull()
  // Lists with as many versions say the same only where all are.
  const raised = (title: string, to: string) => raise(title, [lathe, chuck], alsoIn([['chuck', '2.0.0', to]]))
  expect(compare(raised('Bump lathe', '2.2.0'), raised('Bump chuck', '2.2.0'))).toBeNull()
  expect(compare(raised('Bump lathe', '2.2.0'), raised('Bump chuck', '2.3.0'))).toBe('another')
  // It is raised together with what gets one of its versions.
  const release: Lines = [lathe, ['lathe/bit', '1.0.0', '1.1.0']]
  const together = raise('Bump lathe to v1.1.0', release, alsoIn([['lathe/bit', '1.0.0', '1.3.0']]))
  expect(compare(together, raise('Bump bit', release.slice(1)))).toBeNull()
  // Its own version told names it, whatever else it gets.
  const cli = raise('cli v1.4.0', [['cli', '1.0.0', '1.4.0'], lathe], alsoIn([['cli', '1.0.0', '1.3.0']]))
  expect(compare(cli, raise('Bump lathe', [lathe]))).toBe('another')
})

test('a title that says a release of another line than the list is out of date, and one of several may be exact', () => {
  const rough: Lines[number] = ['lathe', '1.28', '1.29']
  const one = raise('Update lathe to 1.29.0', [rough])
  expect(compare(one, raise('Update lathe to 1.30.0', [rough]))).toBeNull()
  const exact = raise('Update lathe and chuck to 1.29.1', [rough, ['chuck', '1.28', '1.29.1']])
  expect(compare(one, exact)).toBe('further')
})

test('work in common makes two raises one only where both write code, and one raises what the other is for', () => {
  const forLathe = raise('Bump lathe to v1.1.0', [lathe, chuck], codeOf(9))
  const forChuck = (code: object) => raise('Bump chuck to v2.1.0', [chuck], code)
  expect(compare(forLathe, forChuck(codeOf(9)), true)).toBeNull()
  expect(compare(forLathe, forChuck({}), true)).toBe('another')
  expect(compare(raise('Bump lathe to v1.1.0', [lathe], codeOf(9)), forChuck(codeOf(9)), true)).toBe(
    'another',
  )
  // What came along is not asked for.
  const oily = raise('Bump lathe to v1.1.0', [lathe, along], codeOf(9))
  expect(compare(oily, raise('Bump oil to v3.1.0', [along, gear], codeOf(9)), true)).toBe('another')
  const release: Lines = [lathe, ['lathe/bit', '1.0.0', '1.1.0']]
  const chuckAndBit = raise('Bump chuck to v2.1.0', [chuck, release[1]!], codeOf(9))
  expect(compare(raise('Bump lathe to v1.1.0', release, codeOf(9)), chuckAndBit, true)).toBeNull()
})

test('two lines of fourteen are no code, one of three is', () => {
  const gears = Array.from({ length: 4 }, (_, at): Lines[number] => [`gear${at}`, '1.0.0', '1.1.0', 'along'])
  const one = raise('Bump lathe to v1.1.0', [lathe, chuck, ...gears], codeOf(2))
  expect(compare(one, raise('Bump chuck to v2.1.0', [chuck, ...gears], codeOf(2)), true)).toBe('another')
  const to = (version: string) => raise(`Bump lathe to v${version}`, [['lathe', '1.0.0', version]], codeOf(1))
  expect(compare(to('1.1.0'), to('1.2.0'), true)).toBeNull()
})

test('a list beside as much code is what it is for where its words name the package, and by the way where they do not', () => {
  const bot = raise('Bump acme.example/lathe from 1.0.0 to 1.1.0', [lathe])
  expect(compare(bot, raise('Turn in both directions', [lathe], codeOf(1)))).toBe('another')
  expect(compare(bot, raise('Turn by the new lathe', [['lathe', '1.0.0', '1.2.0']], codeOf(2)))).toBe(
    'further',
  )
  expect(compare(bot, raise('Turn in both directions', [chuck], codeOf(9)))).toBeNull()
  const release = raise('Bump lathe to v1.1.0', [lathe, ['lathe/bit', '1.0.0', '1.1.0']])
  expect(compare(release, raise('Turn in both directions', [lathe], codeOf(9)))).toBe('another')
  // Two that raise it by the way are no raises.
  const byTheWay = (title: string) => raise(title, [lathe], codeOf(9))
  expect(compare(byTheWay('Turn in both directions'), byTheWay('Turn faster'))).toBeNull()
})

test('where no list can be read the titles tell', () => {
  const said = (version: string) =>
    raise(`Bump lathe to ${version}`, [], { besides: { Lathefile: ['+turn'] } })
  expect(compare(said('1.1.0'), said('1.2.0'))).toBe('further')
  expect(compare(said('1.1.0'), said('1.1.0'))).toBeNull()
})

test('a list in which all came along is compared by that', () => {
  const other = raise('Bump oil to v3.2.0', [['oil', '3.0.0', '3.2.0'], chuck])
  expect(compare(raise('Raise dependencies', [along]), other)).toBe('further')
})

test('a commit that both have names nothing that only one is for', () => {
  const shared = { subjects: ['Bump chuck'] }
  const one = raise('Bump lathe', [lathe, chuck], shared)
  expect(compare(one, raise('Bump spindle', [spindle, chuck], shared))).toBe('another')
})

test.each<[string, Lines, string[]?]>([
  ['Raise Lathe and more', [lathe, chuck]],
  ['Raise router_js', [['router-js', '1.0.0', '1.1.0'], chuck]],
  ['Raise la-the', [lathe, chuck]],
  ['Tidy the gear', [gear, chuck]],
  ['cli v1.4.0', [['cli', '1.0.0', '1.4.0'], chuck], ['Tidy up']],
  // A whole path names its package alone, as a version beside a name does.
  ['Raise acme.example/cli', [['cli', '1.0.0', '1.4.0'], chuck], ['Tidy up']],
  ['Raise the lathe group to 1.5', [bit, chuck]],
])('%j is not for the chuck', (title, lines, subjects = []) => {
  expect(compare(raise(title, lines, { subjects }), bumpChuck)).toBe('another')
})

test('a package without an origin is named by its name, and where many come from by what they are called', () => {
  const js: Lines[number] = ['lathe.js', '1.0.0', '1.1.0']
  expect(compare(bare('Raise lathe.js', [js, chuck]), bare('Bump chuck', [chuck]))).toBe('another')
  const api: Lines[number] = ['api.js', '1.0.0', '1.1.0']
  expect(compare(bare('Raise api.js', [api, chuck]), bare('Bump chuck', [chuck]))).toBe('another')
  const group: Lines = [
    ['k8s.io/api', '1.0.0', '1.1.0'],
    ['k8s.io/client', '1.0.0', '1.2.0'],
  ]
  expect(compare(bare('Raise k8s modules', [...group, chuck]), bare('Bump chuck', [chuck]))).toBe('another')
})

test('a name means all that goes by it, and with a version beside it only its own package', () => {
  const bumpBit = raise('Bump bit', [bit])
  expect(compare(raise('Bump the lathe group', [lathe, bit, chuck]), bumpBit)).toBeNull()
  expect(compare(raise('Bump lathe to 1.1.0', [lathe, bit]), bumpBit)).toBe('another')
  expect(compare(raise('Bump lathe to 1.1.0', [lathe, bit], { subjects: ['Tidy up'] }), bumpBit)).toBe(
    'another',
  )
})
