import { messageWords } from '../change/tokens.ts'
import { longestTitle } from './relation-facts.ts'
import type { Side } from './side.ts'

/**
 * "Bump lodash from 4.17.20 to 4.17.21", "fix(deps): update module github.com/acme/yard to v2", as the bots write them
 * and people after them: a version follows the name, or the folder in which it is raised ("Bump lodash in /website"),
 * so "Update the guide to say more" is none.
 */
const raise =
  /^\s*(?:[[(][^\])]{1,40}[\])]\s*)?(?:\w+(?:\([^)]{0,60}\))?!?:\s*)?(?:bump|bumps|update|upgrade|raise)\s+(?:the\s+)?(?:(?:dependency|module|package|plugin|action|crate|gem|image)\s+)?([@\w][@\w./:+-]{0,120})(?:\s+(?:requirement|version|binary|package|module))?\s+(?:from|to)\s+[`'"^~=<>]{0,3}\s?(?:v?\d|[0-9a-f]{7,40}\b)/i

/**
 * A bot whose subject has no room for the versions: "build(deps): bump example.org/otel/exporters/otlptrace", "bump
 * lodash in /website".
 */
const nameAlone =
  /^\s*(?:\w{1,20}\(deps[\w-]{0,20}\)!?:\s*(?:bump|update|upgrade)\s+([@\w][@\w./:+-]{0,120})|(?:\w{1,20}(?:\([^)]{0,60}\))?!?:\s*)?bump\s+([@\w][@\w./:+-]{0,120})\s+in\s+\/\S{1,120})\s*(?:\(#\d{1,9}\)\s*)?$/i
/** What is no one package. */
const manyPackages =
  /^(?:all|everything|dep(?:endenc(?:y|ie)|s?)s?|lock-?files?|modules?|packages?|requirements?|submodules?|versions?|the)$/i

/**
 * The package whose version a title says is raised, its words joined by hyphens ("router_js" is "router-js"); null when
 * it says nothing of the kind.
 */
export function raisedPackage(title: string): string | null {
  const text = title.slice(0, longestTitle)
  const alone = nameAlone.exec(text)
  const name = raise.exec(text)?.[1] ?? alone?.[1] ?? alone?.[2]
  return name === undefined || manyPackages.test(name) ? null : name.toLowerCase().replace(/_/g, '-')
}

/** The packages that a side says it raises, by its title and by the subjects of commits that the other lacks. */
function raisedPackages(
  { revision, commits }: Pick<Side, 'revision' | 'commits'>,
  other: Pick<Side, 'commits'>,
): string[] {
  const subjects = [...commits].flatMap(([key, { message }]) =>
    other.commits.has(key) ? [] : [message.split('\n', 1)[0]!],
  )
  return [revision.title, ...subjects].flatMap((subject) => {
    const first = raisedPackage(subject)
    return first === null ? [] : [first, ...alsoRaised(subject)]
  })
}

/** Behind the first: ", chuck to 2.0.0", "and chuck from 1 to 2". */
const next =
  /(?:,|\band|&|\+)\s{1,3}(?:and\s)?([@\w][\w@./:+-]{0,120})\s(?:from|to)\s[`'"^~=<>]{0,3}\s?v?\d/gi

const alsoRaised = (subject: string): string[] =>
  [...subject.slice(0, longestTitle).matchAll(next)].map(([, name]) => name!.toLowerCase().replace(/_/g, '-'))

// A person leaves out where a package comes from: "go-getter" for "github.com/hashicorp/go-getter".
const isWithOrigin = (name: string, bare: string) => name.endsWith(`/${bare}`) || name.endsWith(`:${bare}`)
export const isSamePackage = (one: string, other: string) =>
  one === other || isWithOrigin(one, other) || isWithOrigin(other, one)

/**
 * Whether each raises packages, and others: what their lock files share is by the way. One that raises several, each in
 * a commit of its own, takes the place of one that raises one of these.
 */
export function raisesAnother(
  a: Pick<Side, 'revision' | 'commits'>,
  b: Pick<Side, 'revision' | 'commits'>,
): boolean {
  if (raisedPackage(a.revision.title) === null || raisedPackage(b.revision.title) === null) return false
  const others = raisedPackages(b, a)
  return !raisedPackages(a, b).some((one) => others.some((other) => isSamePackage(one, other)))
}

/** "… to v1.52.0", "… to `1a2b3c4d`". */
const raisedTo = /\bto\s+[`'"^~=<>]{0,3}\s?v?(\d(?:[\w.+-]{0,60}\w)?|[0-9a-f]{7,40}\b)/i

/** The version to which a title says that something is raised, lower-case. */
export function saidVersion(title: string): string | undefined {
  return raisedTo.exec(title.slice(0, longestTitle))?.[1]?.toLowerCase()
}

/** Templates of such files are called after them: "addon.yaml.template", "values.yaml.j2". */
const templateEnding = /(?<=\.\w{1,12})\.(?:template|tmpl|tpl|j2|erb|in)$/i
/** Files in which versions stand: what two raises have alike in them is what stands around the version. */
const versionFile =
  /(?:^|\/)[^./]+$|\.(?:mod|sum|json|toml|txt|lock|xml|gradle|ya?ml|cfg|ini|properties|gemspec|csproj|props)$/i

/**
 * Whether both titles say that they raise one package, and to two versions: the later one takes the other's place.
 * Where a title names its package in no way that is known, a word that both have names it, and no version may be in
 * both. False for what is written in docs alone. Symmetric.
 * @param shareWork much of what they do is the same: in code it is about more than the version.
 */
export function raisesFurther(
  a: Pick<Side, 'revision' | 'files'>,
  b: Pick<Side, 'revision' | 'files'>,
  shareWork: boolean,
): boolean {
  const changesCode = ({ files }: Pick<Side, 'files'>) =>
    files.some(
      ({ path, channel }) => channel === 'production' && !versionFile.test(path.replace(templateEnding, '')),
    )
  if (shareWork && changesCode(a) && changesCode(b)) return false
  const read = ({ revision: { title } }: Pick<Side, 'revision'>) => ({
    name: raisedPackage(title),
    version: saidVersion(title),
  })
  const [one, other] = [read(a), read(b)]
  if (one.name === null || other.name === null)
    return !isDocs(a) && !isDocs(b) && sayTwoVersions(a.revision.title, b.revision.title)
  if (!isSamePackage(one.name, other.name)) return false
  return one.version !== undefined && other.version !== undefined && !isOneVersion(one.version, other.version)
}

/** "Bump", "feat(lathe): upgrade": what a raise begins with. */
const raiseWord =
  /^\s*(?:[[(][^\])]{1,40}[\])]\s*)?(?:\w+(?:\([^)]{0,60}\))?!?:\s*)?(?:bump|update|upgrade|raise|vendor)[sd]?\b/i
/** "[6.0] ": a line of releases, or a folder. */
const mark = /^\s*[[(][^\])]{1,40}[\])]\s*/
const number = String.raw`v?(\d{1,9}(?:\.\d{1,9}){1,3}(?:-?(?:alpha|beta|rc|pre)[.\d]{0,6})?)(?!\w)`
const anyVersion = new RegExp(String.raw`(?<![\w.])${number}`, 'gi')
/** "to 1.2", "to version 1.2", "for gear controller 1.2", "(v1.2)": elsewhere a version may be any. */
const target = new RegExp(
  String.raw`(?:\bto (?:version |release )?|\bfor (?:[a-z][\w-]{0,40} ){0,3}|\((?=v))${number}`,
  'i',
)
/** What is said of any raise. */
const raiseWords = new Set(
  messageWords(
    'bump update upgrade raise vendor version release dependency template manifest latest build chore feature module package',
  ),
)

const isDocs = ({ files }: Pick<Side, 'files'>) =>
  files.length > 0 && files.every(({ channel }) => channel === 'docs')

/** Whether both titles are of raises, have a name in common, and say targets and no version that is the other's too. */
function sayTwoVersions(one: string, other: string): boolean {
  const [mine, theirs] = [readTitle(one), readTitle(other)]
  if (mine === null || theirs === null) return false
  const isShared = mine.versions.some((version) => theirs.versions.some((it) => isOneVersion(version, it)))
  return (
    !isShared &&
    mine.words.some((word) => !raiseWords.has(word) && !/^v?\d/.test(word) && theirs.words.includes(word))
  )
}

/** All versions and words of a title that raises something to a version; null for another one. */
function readTitle(title: string): { versions: string[]; words: string[] } | null {
  const text = title.slice(0, longestTitle).replace(/\s+/g, ' ')
  const subject = text.replace(mark, '')
  if (!raiseWord.test(text) || !target.test(subject)) return null
  return {
    versions: [...subject.matchAll(anyVersion)].map(([, version]) => version!.toLowerCase()),
    words: messageWords(subject),
  }
}

/** "8" is "8.0.0" to one bot, "1.21" is any "1.21.x", and a commit has a shorter name. */
export function isOneVersion(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (!long.startsWith(short)) return false
  const isCommit = short.length >= 7 && /^[0-9a-f]*$/.test(long)
  return long === short || isCommit || /[.x]/.test(long[short.length]!)
}
