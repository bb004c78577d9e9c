import { longestTitle } from './relation-facts.ts'
import type { Side } from './side.ts'

/**
 * "Bump lodash from 4.17.20 to 4.17.21", "fix(deps): update module github.com/acme/yard to v2", as the bots write them
 * and people after them: a version follows the name, or the folder in which it is raised ("Bump lodash in /website"),
 * so "Update the guide to say more" is none.
 */
const raise =
  /^\s*(?:[[(][^\])]{1,40}[\])]\s*)?(?:\w+(?:\([^)]{0,60}\))?!?:\s*)?(?:bump|bumps|update|upgrade|raise)\s+(?:the\s+)?(?:(?:dependency|module|package|plugin|action|crate|gem|image)\s+)?([@\w][@\w./:+-]{0,120})(?:\s+requirement)?\s+(?:(?:from|to)\s+[`'"^~=<>]{0,3}\s?(?:v?\d|[0-9a-f]{7,40}\b)|in\s+\/\w)/i

/** A bot whose subject has no room for the versions: "build(deps): bump example.org/otel/exporters/otlptrace". */
const nameAlone =
  /^\s*\w{1,20}\(deps[\w-]{0,20}\)!?:\s*(?:bump|update|upgrade)\s+([@\w][@\w./:+-]{0,120})\s*(?:\(#\d{1,9}\)\s*)?$/i

/**
 * The package whose version a title says is raised, its words joined by hyphens ("router_js" is "router-js"); null when
 * it says nothing of the kind.
 */
export function raisedPackage(title: string): string | null {
  const text = title.slice(0, longestTitle)
  const [, name] = raise.exec(text) ?? nameAlone.exec(text) ?? []
  return name?.toLowerCase().replace(/_/g, '-') ?? null
}

/** The packages that a side says it raises, by its title and by the subjects of its commits. */
function raisedPackages({ revision, commits }: Pick<Side, 'revision' | 'commits'>): string[] {
  const subjects = [...commits.values()].map(({ message }) => message.split('\n', 1)[0]!)
  return [revision.title, ...subjects].flatMap((subject) => raisedPackage(subject) ?? [])
}

// A person leaves out where a package comes from: "go-getter" for "github.com/hashicorp/go-getter".
const isWithOrigin = (name: string, bare: string) => name.endsWith(`/${bare}`) || name.endsWith(`:${bare}`)
const isSamePackage = (one: string, other: string) =>
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
  const others = raisedPackages(b)
  return !raisedPackages(a).some((one) => others.some((other) => isSamePackage(one, other)))
}

/** "… to v1.52.0", "… to `1a2b3c4d`", where it stands last. */
const raisedTo = /\bto\s+[`'"^~=<>]{0,3}\s?v?(\d(?:[\w.+-]{0,60}\w)?|[0-9a-f]{7,40}\b)/gi

/** Whether both titles say that they raise one package, and to two versions: the later one takes the other's place. */
export function raisesFurther(a: Pick<Side, 'revision'>, b: Pick<Side, 'revision'>): boolean {
  const [one, other] = [a, b].map(({ revision: { title } }) => ({
    name: raisedPackage(title),
    version: [...title.slice(0, longestTitle).matchAll(raisedTo)].at(-1)?.[1],
  })) as [{ name: string | null; version?: string }, { name: string | null; version?: string }]
  if (one.name === null || other.name === null || !isSamePackage(one.name, other.name)) return false
  return one.version !== undefined && other.version !== undefined && one.version !== other.version
}
