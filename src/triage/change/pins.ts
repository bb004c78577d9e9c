import { detach } from './detach.ts'
import { baseName } from './paths.ts'

/** A line that says which version of something is used: "github.com/acme/yard v1.2.0", "LATHE_VERSION=1.1". */
export interface Pin {
  /** As `raisedName` gives it. */
  name: string
  /** Lower-case, without the "v" in front. */
  version: string
  /** The list says that another package asks for it: "// indirect". */
  along: boolean
}

/** Lists of versions, settings of builds, and what has no ending: "go.mod", "Makefile", "lathe-version". */
const pinFile =
  /^[^.]+$|^(?:docker|container|make|gem|vagrant|brew|proc)file\b|\.(?:mod|conf|json|json5|toml|txt|in|lock|xml|gradle|kts|sbt|ya?ml|cfg|ini|env|properties|gemspec|csproj|fsproj|vbproj|props|targets|nuspec|sh|bash|ps1|mk|cmake|bzl|bazel|nix|tf|hcl|dockerfile|exs|podspec|cabal)$|^(?:setup|conanfile|build)\.(?:py|rb|sc)$/i

/** Lists of packages: what stands in them is one. */
const packageList =
  /^(?:go\.(?:mod|work)|vendor\.conf|modules\.txt|(?:package|bower|composer)(?:-lock)?\.json|pipfile|(?:pyproject|cargo)\.toml|setup\.(?:py|cfg)|gemfile|pom\.xml|packages\.config)$|\.(?:gemspec|[cfv]sproj|nuspec|lock|gradle|kts|sbt|podspec|cabal|exs|props|dockerfile)$|^dockerfile|requirements|constraints|versions/i
/** A thing's own version. */
const itself =
  /^(?:app|api|chart|project|package|module|schema|current|latest|default|release|build|this|self|min|max|minimum|maximum|target)$/

/** Whether a file may say which versions are used, by its name. */
export function isPinFile(path: string): boolean {
  return pinFile.test(baseName(path))
}

/** A longer line is data. */
const longestPin = 300
/**
 * With a dot, or a "v" in front, or a commit, or a day: a number alone may be anything. Not within a path or a word.
 */
const version =
  /(?<![\w./+-])v?(\d{1,9}(?:\.\d{1,14}){1,4}(?:(?:a|b|c|rc|alpha|beta|dev|post)\d{0,9})?(?:[-+.~][\w.+~-]{0,80})?|(?<=v)\d{1,9}|(?=[0-9a-f]{0,39}\d)[0-9a-f]{7,40}|\d{4}-\d\d-\d\d)(?![\w/])/i
/** Where a comment begins: what stands behind it pins nothing. */
const comment = /(?:^|\s)(?:\/\/|#(?!\w)|<!--)/
const alongMark = /\/\/\s?indirect\b/
const attribute = /\bInclude\s?=\s?["']([\w.-]{1,120})["']/i
const word = /[@\w][\w./:@+-]*/g
/** Words that say that a version follows, and not of what. */
const plainWords =
  /^(?:version|versions|rev|revision|tag|ref|branch|commit|sha|require|replace|from|uses|image|export|env|arg|local|readonly|default|value)$/i
/** "_VERSION", ".version", "-commit": the end of a name that says the same. */
const versionSuffix = /(?<=\w)[-_.]?(?:version|commit|revision|rev|tag|sha(?:256)?|digest|ref)$/i
const majorSuffix = /(?:\/v|\.v)\d{1,4}$/
const branchSuffix = /(?:\+|%2b)incompatible$/

/** A name ends with a letter or a digit: what follows leads to the version. */
function withoutSigns(token: string): string {
  let end = token.length
  while (end > 0 && ':@/-+.'.includes(token[end - 1]!)) end--
  return token.slice(0, end)
}

/** How one package is called in different lists: lower-case, without the major version that Go puts behind a path. */
function raisedName(name: string): string {
  return name.toLowerCase().replace(versionSuffix, '').replace(majorSuffix, '').replace(/_/g, '-')
}

/**
 * Reads a line of a list of versions; null where it says none.
 * @param path a file that holds nothing but a version is named after what it is the version of.
 */
export function readPin(line: string, path: string): Pin | null {
  if (line.length > longestPin) return null
  const along = alongMark.test(line)
  const end = line.search(comment)
  const text = (end < 0 ? line : line.slice(0, end)).trim()
  const found = version.exec(text)
  if (found === null) return null
  const head = text.slice(0, found.index)
  const named =
    attribute.exec(head)?.[1] ??
    [...head.matchAll(word)]
      .map(([token]) => withoutSigns(token))
      .findLast((token) => token !== '' && !plainWords.test(token))
  const alone = named === undefined && head.replace(/\W/g, '') === '' ? baseName(path) : undefined
  const called = named ?? alone ?? ''
  // Elsewhere most numbers are settings: "cpu: 0.5", "listen 127.0.0.1".
  if (!packageList.test(baseName(path)) && !/[/@]/.test(called) && !versionSuffix.test(called)) return null
  const name = raisedName(called)
  if (name === '' || itself.test(name)) return null
  return { name: detach(name), version: detach(found[1]!.toLowerCase().replace(branchSuffix, '')), along }
}
