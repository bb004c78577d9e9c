import type { FileChannel } from '../../domain/alignment.ts'
import type { Revision } from '../../domain/revision.ts'
import { deriveSignature, type Signature } from '../candidates/signature.ts'
import { countProduction, sortFiles } from '../change/deciding-files.ts'
import { detach } from '../change/detach.ts'
import { referencesIn } from '../change/message.ts'
import { parsePatch } from '../change/patch.ts'
import { baseName, type PathRules } from '../change/paths.ts'
import { commitKey, isMerge, isRollUp, peopleOf } from '../change/people.ts'
import { type Raises, readRaises } from '../change/raises.ts'
import { type Claim, closedIssues, issueReferences, readClaims } from '../change/references.ts'
import { onceFor } from './once-for.ts'
import { bytesPerCharacter, bytesPerEntry, SideLines } from './side-lines.ts'

/**
 * One side of a pair, read closely: what evidence is counted from. It holds nothing of the patch but what is named
 * here.
 */
export interface Side {
  /** Without its patch, which is the empty text here. */
  revision: Revision
  signature: Signature
  /** In order of path. */
  files: { path: string; channel: FileChannel }[]
  /** Of these the production and docs that it creates. */
  created: readonly string[]
  /** The channel that decides: production, or what stands in for it. */
  deciding: FileChannel
  /** Lines of the deciding files, white space folded, with how often they occur. */
  added: Map<string, number>
  removed: Map<string, number>
  /** Of the added ones those that only break words into other lines, which stood there before in the same order. */
  reflowed: ReadonlyMap<string, number>
  /**
   * By path of a deciding file: hashes of the lines that it adds or removes, ascending; lines of signs alone are left
   * out.
   */
  changed: ReadonlyMap<string, Uint32Array>
  /** Lines of the deciding files that were there before: context and removed ones. */
  before: Set<string>
  /** Hunks of the deciding files. */
  places: Place[]
  /** The packages that get another version in the deciding files. */
  raises: Raises
  /** All that it refers to, and of these the ones that it says it closes: "#12", "PROJ-12". */
  issues: string[]
  closes: string[]
  /** What its author says of other pull requests. */
  claims: Claim[]
  /** Its commits without merges, each by what a rebase leaves of it. */
  commits: ReadonlyMap<string, Revision['commits'][number]>
  /** Who opened it, and who wrote a commit of it (people.ts). */
  people: readonly string[]
  /** It gathers the work of many. */
  rollUp: boolean
  /** It has more lines of what decides than were read (`mostLines`). */
  isCut: boolean
  /** How much memory it takes, roughly. */
  bytes: number
}

/** A hunk of a deciding file: where it is, and what stood there. */
export interface Place {
  path: string
  base: string
  /** git's id of the content that the lines are counted in; null when unknown, or when the file is new. */
  content: string | null
  isNew: boolean
  /** First and last line that is removed, or before which lines are added: the hunk without its context. */
  from: number
  to: number
  /** Context and removed lines, white space folded. */
  old: readonly string[]
}

const mostPlaces = 400

/** @param signature the revision's own, where it is known already: deriving it once more costs as much as the rest. */
export function readSide(revision: Revision, signature?: Signature, rules?: PathRules): Side {
  const parsed = parsePatch(revision.patch)
  const sorted = sortFiles(parsed, rules)
  const { deciding, files } = sorted
  const places: Place[] = []
  const changed = new Map<string, Uint32Array>()
  let changedLines = 0
  const own = new SideLines()
  for (const { file, channel } of files) {
    if (channel !== deciding) continue
    const { oldId, hunks, status } = file
    const path = own.keep(file.oldPath)
    const content = oldId === null ? null : own.keep(oldId)
    const hashes = new Set<number>()
    const where = { path, base: baseName(path), content, isNew: status === 'added' }
    for (const hunk of hunks ?? []) {
      const place = own.take(hunk, hashes)
      if (places.length < mostPlaces) places.push({ ...where, ...place })
    }
    changed.set(own.keep(file.path), Uint32Array.from(hashes).sort())
    changedLines += hashes.size
  }
  const raises = readRaises(files, deciding)
  const text = referencesIn(revision)
  const commits = revision.commits.filter((commit) => !isMerge(commit))
  const derived = signature ?? deriveSignature(revision, parsed, rules)
  return {
    revision: { ...revision, patch: '' },
    signature: derived,
    files: files.map(({ file, channel }) => ({ path: own.keep(file.path), channel })),
    created: files.flatMap(({ file, channel }) =>
      file.status === 'added' && (channel === 'production' || channel === 'docs')
        ? [own.keep(file.path)]
        : [],
    ),
    deciding,
    added: own.added,
    removed: own.removed,
    reflowed: own.reflowed,
    changed,
    before: own.before,
    places,
    raises,
    issues: issueReferences(text, revision.number, revision.repository).map((number) => `#${number}`),
    closes: closedIssues(revision.title, text, revision.number, revision.repository),
    claims: readClaims(text, revision.number, revision.repository),
    commits: new Map(commits.map((commit) => [commitKey(commit), commit])),
    people: peopleOf(revision),
    rollUp: isRollUp(revision, countProduction(sorted)),
    isCut: own.isCut,
    bytes:
      own.bytes +
      derived.words.byteLength +
      changedLines * Uint32Array.BYTES_PER_ELEMENT +
      bytesPerCharacter *
        (revision.body.length +
          revision.commits.reduce((sum, one) => sum + one.message.length, 0) +
          (revision.own ?? []).reduce((sum, one) => sum + one.patch.length, 0)) +
      bytesPerEntry * (files.length + revision.commits.length + places.length + 4 * raises.packages.size),
  }
}

/** A file that becomes another kind of file is there twice. */
interface Paths {
  list: readonly string[]
  all: ReadonlySet<string>
}

const pathsByChannel = onceFor(({ files }: Side): ReadonlyMap<FileChannel, Paths> => {
  const lists = new Map<FileChannel, string[]>()
  for (const { path, channel } of files) {
    const known = lists.get(channel)
    if (known === undefined) lists.set(channel, [path])
    else known.push(path)
  }
  return new Map([...lists].map(([channel, list]) => [channel, { list, all: new Set(list) }]))
})

const noPaths: Paths = { list: [], all: new Set() }

const pathsIn = (side: Side, channel: FileChannel) => pathsByChannel(side).get(channel) ?? noPaths

/** In order of path. */
export function pathsOf(side: Side, channel: FileChannel): readonly string[] {
  return pathsIn(side, channel).list
}

/** Of one side's paths those that the other one has, or has not, in order. */
export function pathsBeside(
  side: Side,
  other: Side,
  channel: FileChannel,
  { shared, most = Number.POSITIVE_INFINITY }: { shared: boolean; most?: number },
): string[] {
  const { all } = pathsIn(other, channel)
  const found: string[] = []
  for (const path of pathsOf(side, channel)) {
    if (found.length >= most) break
    if (all.has(path) === shared) found.push(path)
  }
  return found
}

/** How many lines both change in a file that decides: the same added, the same removed. */
export function sharedInFile(a: Side, b: Side, path: string): number {
  const [x, y] = [a.changed.get(path), b.changed.get(path)]
  if (x === undefined || y === undefined) return 0
  let both = 0
  for (let i = 0, j = 0; i < x.length && j < y.length; )
    if (x[i] === y[j]) {
      both++
      i++
      j++
    } else if (x[i]! < y[j]!) i++
    else j++
  return both
}

/** Names that a change introduces or edits: the identifiers on its added lines that look like a definition. */
const definition =
  /\b(?:function|class|interface|trait|enum|struct|def|fn|func|fun|type|const|let|var|val|module|namespace|sub|proc|impl|protocol|extension|record|macro_rules!|define)\s+[&*(]?([A-Za-z_$][\w$]*)/g
/** A line longer than this is no definition, and a pattern must not be tried on all of it. */
const longestDefinition = 400

export const symbolsOf = onceFor((side: Side): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const line of side.added.keys())
    for (const match of line.slice(0, longestDefinition).matchAll(definition)) found.add(detach(match[1]!))
  return found
})
