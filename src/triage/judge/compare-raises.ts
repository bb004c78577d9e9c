import {
  isOneVersion,
  isSamePackage,
  raisedPackage,
  raisesAnother,
  raisesFurther,
  saidVersion,
} from './raised-package.ts'
import { longestTitle } from './relation-facts.ts'
import type { Side } from './side.ts'

type Raising = Pick<Side, 'revision' | 'commits' | 'files' | 'raises'>

/** What tells two raises apart. Both false where they raise a package to the same version, or where one raises none. */
interface ComparedRaises {
  /** Each raises packages, and none that the other is about. */
  raisesAnother: boolean
  /** Both raise one package, and to two versions. */
  raisesFurther: boolean
}

/**
 * Compares what two raises are about: the packages that they were made for, and the versions that these get. What
 * merely comes along, and the lines around, all raises share. By the lists of versions that they change; where these
 * cannot be read, by the titles. Symmetric.
 * @param shareWork much of what they do is the same: in code it is about more than the version.
 */
export function compareRaises(a: Raising, b: Raising, shareWork: boolean): ComparedRaises {
  const [one, other] = [readAim(a, b), readAim(b, a)]
  if (one === null || other === null) {
    const byTheWay = raisesByTheWay(one, b) || raisesByTheWay(other, a)
    return {
      raisesAnother: byTheWay || raisesAnother(a, b),
      raisesFurther: raisesFurther(a, b, shareWork),
    }
  }
  const pairs = pairPackages(one, other)
  const alike = pairs.filter(({ isOne }) => isOne).length
  const shared = [...one.values()].flatMap((mine) =>
    [...mine].filter((version) => [...other.values()].some((theirs) => theirs.has(version))),
  )
  if (sayTwoVersions(a, b, shared)) return { raisesAnother: false, raisesFurther: true }
  if (areEqual(a.raises, b.raises)) return noneOfBoth
  // What one of them takes further stands above what both do alike.
  if (alike > 0 && pairs.length - alike >= alike) return { raisesAnother: false, raisesFurther: true }
  // One that raises several takes the place of one that raises one of these.
  const enough = alike * 2 >= Math.min(one.size, other.size)
  if (enough) return noneOfBoth
  // In code it is about more than the versions, where one of the two raises what the other one is for.
  const changeCode = changesCode(a) && changesCode(b)
  if (shareWork && changeCode && (asksFor(b, one) || asksFor(a, other))) return noneOfBoth
  const further = alike === 0 && pairs.length > 0
  return { raisesAnother: !further, raisesFurther: further }
}

/**
 * A line without a version stands beside raises, too ("toolchain go1.22.5"): of all changed lines so many are code. One
 * to four is round.
 */
const leastCode = 0.2

const changesCode = ({ raises: { others, pinned } }: Raising): boolean =>
  others > 0 && others >= leastCode * (others + pinned)

/**
 * Whether both titles say a version of what the lists call by a shorter one alone: "1.29.0" and "1.29.1" where both get
 * "1.29". Where both lists have one of the two, a title is out of date.
 */
function sayTwoVersions(a: Raising, b: Raising, versions: readonly string[]): boolean {
  const [one, other] = [saidVersion(a.revision.title), saidVersion(b.revision.title)]
  if (one === undefined || other === undefined || isOneVersion(one, other)) return false
  if ([one, other].some((said) => raisesTo(a, said) && raisesTo(b, said))) return false
  return versions.some((version) => one.startsWith(`${version}.`) && other.startsWith(`${version}.`))
}

const raisesTo = ({ raises: { packages } }: Raising, version: string): boolean =>
  packages.size <= mostPackages && [...packages.values()].some(({ to }) => to.has(version))

interface PairedPackage {
  names: readonly [string, string]
  /** Both get one version. */
  isOne: boolean
}

/**
 * The packages that both raise, each once: under the same name; else under one that says further where it comes from,
 * if neither list has the name of the other's. Symmetric.
 */
function pairPackages(
  one: ReadonlyMap<string, Versions>,
  other: ReadonlyMap<string, Versions>,
): PairedPackage[] {
  const pair = (mine: string, theirs: string): PairedPackage => ({
    names: [mine, theirs],
    isOne: isToOneVersion(one.get(mine)!, other.get(theirs)!),
  })
  const both = [...one.keys()].filter((name) => other.has(name)).map((name) => pair(name, name))
  const mine = [...one.keys()].filter((name) => !other.has(name))
  const theirs = [...other.keys()].filter((name) => !one.has(name))
  const order = ({ names }: PairedPackage) => [...names].sort().join(' ')
  const close = mine
    .flatMap((name) =>
      theirs.filter((called) => isSamePackage(name, called)).map((called) => pair(name, called)),
    )
    .sort((x, y) => Number(y.isOne) - Number(x.isOne) || (order(x) < order(y) ? -1 : 1))
  const taken = new Set<string>()
  for (const { names, isOne } of close) {
    if (names.some((name) => taken.has(name))) continue
    for (const name of names) taken.add(name)
    both.push({ names, isOne })
  }
  return both
}

/** Whether two lists raise the same packages to the same versions: what each title names of them tells nothing. */
function areEqual({ packages: one }: Raising['raises'], { packages: other }: Raising['raises']): boolean {
  return (
    one.size === other.size &&
    [...one].every(([name, { to }]) => {
      const theirs = other.get(name)?.to
      return (
        theirs !== undefined && theirs.size === to.size && [...to].every((version) => theirs.has(version))
      )
    })
  )
}

/** Whether a side raises one of these packages, and no list says that it came along. */
function asksFor({ raises: { packages } }: Raising, aim: ReadonlyMap<string, Versions>): boolean {
  return [...packages].some(
    ([name, { along }]) => !along && [...aim.keys()].some((raised) => isSamePackage(name, raised)),
  )
}

const noneOfBoth: ComparedRaises = { raisesAnother: false, raisesFurther: false }

type Versions = ReadonlySet<string>

/** A change of more lists what is there, and to compare each with each takes long. */
const mostPackages = 200

const isToOneVersion = (mine: Versions, theirs: Versions): boolean =>
  [...mine].some((one) => [...theirs].some((other) => isOneVersion(one, other)))

/**
 * The packages that a pull request was made to raise: those that its title and commits name, and what gets the same
 * version as one of these; where they name none, what no list says came along. Null where it is no raise: where more
 * lines say something else, or its words are about something else.
 */
function readAim(side: Raising, other: Raising): Map<string, Versions> | null {
  const { packages, pinned, others } = side.raises
  if (packages.size === 0 || packages.size > mostPackages) return null
  const subjects = subjectsOf(side, other)
  const isCalledRaise = raisedPackage(side.revision.title) !== null
  const named = findNamed([...packages.keys()], subjects, packages)
  if (!isCalledRaise && (others > pinned || (others > 0 && named.length === 0))) return null
  const all = [...packages]
  if (named.length > 0) {
    const versions = new Set(named.flatMap((name) => [...packages.get(name)!.to]))
    return new Map(
      all.flatMap(([name, { to }]) =>
        named.includes(name) || [...to].some((one) => versions.has(one)) ? [[name, to]] : [],
      ),
    )
  }
  const direct = all.filter(([name, { along }]) => !along && !languages.has(name))
  return new Map((direct.length > 0 ? direct : all).map(([name, { to }]) => [name, to]))
}

/** What a list says of the language goes along with any raise. */
const languages = new Set(['go', 'toolchain', 'node', 'python', 'ruby'])

/** Whether a change that is about something else raises what the other one was made for, and does not say so. */
function raisesByTheWay(aim: Map<string, Versions> | null, side: Raising): boolean {
  const { size } = side.raises.packages
  if (aim === null || size === 0 || size > mostPackages) return false
  const both = [...side.raises.packages.keys()].filter((name) =>
    [...aim.keys()].some((raised) => isSamePackage(name, raised)),
  )
  return both.length > 0 && findNamed(both, subjectsOf(side, null), side.raises.packages).length === 0
}

/** The title, and the subjects of the commits that the other one lacks. */
function subjectsOf({ revision, commits }: Raising, other: Pick<Side, 'commits'> | null): string[] {
  const own = [...commits].flatMap(([key, { message }]) =>
    other?.commits.has(key) === true ? [] : [message.split('\n', 1)[0]!],
  )
  return [revision.title, ...own].map((subject) =>
    subject.slice(0, longestTitle).toLowerCase().replace(/_/g, '-'),
  )
}

/** A shorter name may be any word: it counts where its version is told beside it. */
const shortestName = 4
/** Where packages come from, and what many of them are called. */
const commonParts = new Set(
  'github gitlab bitbucket gopkg googlesource com org net io dev in go golang pkg x api v1 v2 v3'.split(' '),
)

/** "cri-o" is "crio" where names are made of letters alone. */
const joined = (word: string) => word.replaceAll('-', '')

/** The words of a subject, and what they are called else: "image5.25" is "image 5.25", but "base64" is no "base". */
function wordsIn(subject: string): string[] {
  return [...subject.matchAll(/[\w-]+/g)].flatMap(({ 0: word, index }) => {
    const isNumbered = /^\.\d/.test(subject.slice(index + word.length, index + word.length + 2))
    return [word, joined(word), ...(isNumbered ? [word.replace(/\d{1,4}$/, '')] : [])]
  })
}

/**
 * Of these packages the ones that some words name: by the last part of a path; where that names none, or no version is
 * told, by another part ("k8s" for "k8s.io/api"), unless a whole path is told, whose parts are no names.
 */
function findNamed(
  names: readonly string[],
  subjects: readonly string[],
  packages: Raising['raises']['packages'],
): string[] {
  const words = new Set(subjects.flatMap(wordsIn))
  /** Beside its version a part of a word will do: "docker-py 4.1.0" for "docker". */
  const saysVersion = (name: string, part: string) =>
    [...packages.get(name)!.to].some((version) =>
      subjects.some((subject) => subject.includes(version) && subject.includes(part)),
    )
  const byLast = names.filter((name) => {
    const [last = '', before] = name.split(/[/:]/).reverse()
    if ((words.has(last) && last.length >= shortestName) || saysVersion(name, last)) return true
    const path = before === undefined ? last : `${before}/${last}`
    return /[./]/.test(path) && subjects.some((subject) => subject.includes(path))
  })
  const isWhole = (name: string) => name.includes('/') && subjects.some((subject) => subject.includes(name))
  if (byLast.some(isWhole)) return byLast
  if (byLast.length > 0 && subjects.some((subject) => /\d\.\d/.test(subject))) return byLast
  const byPart = names.filter((name) =>
    name
      .split(/[/:.]/)
      .slice(0, -1)
      .some((part) => !commonParts.has(part) && words.has(part)),
  )
  return [...new Set([...byLast, ...byPart])]
}
