import { buildGitRepository, type GitRepository } from './git-repository.ts'

/** Files of the project at its beginning, and lines of most of them. */
const files = 900
const folders = 30
/** Commits of the default branch, from one of which each head begins. */
const trunkCommits = 300
/** Half of the heads change no more files than this. */
const medianFiles = 4
const mostFiles = 250
/** As large as what ember.js' heads bring in: a bundle, a lock file, the fixtures of a tool. */
const largestLines = 80_000
/** Of a thousand heads so many bring in such a file, and so many one of a tenth. */
const largePerMille = 4
const mediumPerMille = 30
/** Of a thousand so many say once more what an earlier one says. */
const repeatedPerMille = 40

/** Numbers from 0 to 1, always the same ones for a seed (mulberry32). */
function openRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const verbs = 'render update attach detach resolve lookup define observe notify flush'.split(' ')
const nouns = 'component route model helper service container registry outlet binding template'.split(' ')

type Random = () => number
type Edit = { path: string; at: number; lines: string[] }

export interface BusyRepository extends GitRepository {
  heads: string[]
  /** Pushes one more commit to so many of its pull requests, spread over all of them: others each time. */
  push(count: number): Promise<void>
}

/**
 * A repository with so many open pull requests (`refs/pull/N/head`), of the shape of ember.js': half of them change
 * four files or fewer, some hundreds, and one in 250 brings in a file of up to 80,000 lines. The same seed gives the
 * same repository.
 */
export async function buildBusyRepository(heads: number, seed = 1): Promise<BusyRepository> {
  const random = openRandom(seed)
  const git = await buildGitRepository()
  const paths = Array.from(
    { length: files },
    (_, at) =>
      `packages/${nouns[at % nouns.length]}-${at % folders}/lib/${verbs[at % verbs.length]}-${at}.js`,
  )
  const content = new Map(paths.map((path) => [path, writeLines(random, 30 + pick(random, 60))]))
  let trunk = git.commit({
    files: Object.fromEntries([...content].map(([path, lines]) => [path, join(lines)])),
  })
  const trunks = [{ mark: trunk, content: new Map(content) }]
  for (let at = 1; at < trunkCommits; at++) {
    const path = paths[pick(random, files)]!
    content.set(path, editLines(content.get(path)!, pick(random, 30), [writeLine(random)]))
    trunk = git.commit({
      parents: [trunk],
      files: { [path]: join(content.get(path)!) },
      message: `Tidy ${path}\n`,
    })
    // Each is a copy of a list of references: cheap, and enough to begin from.
    if (at % 30 === 0) trunks.push({ mark: trunk, content: new Map(content) })
  }
  git.ref('refs/heads/main', trunk)

  const marks: number[] = []
  const said: { edits: Edit[]; title: string }[] = []
  for (let number = 1; number <= heads; number++) {
    const from = trunks[pick(random, trunks.length)]!
    const earlier =
      said.length > 0 && random() * 1_000 < repeatedPerMille ? said[pick(random, said.length)] : undefined
    const edits = earlier?.edits ?? planEdits(random, paths)
    const title =
      earlier?.title ?? `${capital(verbs[pick(random, 10)]!)} the ${nouns[pick(random, 10)]} ${number}`
    said.push({ edits, title })
    const changed: Record<string, string> = {}
    for (const { path, at, lines } of edits)
      changed[path] = join(
        editLines(changed[path]?.split('\n').slice(0, -1) ?? from.content.get(path)!, at, lines),
      )
    const size = random() * 1_000
    if (size < largePerMille) changed[`dist/bundle-${number}.js`] = bundle(random, largestLines)
    else if (size < mediumPerMille)
      changed[`tests/fixtures/output-${number}.js`] = bundle(random, largestLines / 10)
    const mark = git.commit({
      parents: [from.mark],
      files: changed,
      message: `${title}\n\nSome words on why it is done.\n`,
      author: `Author ${number % 200} <author${number % 200}@example.org>`,
    })
    git.ref(`refs/pull/${number}/head`, mark)
    marks.push(mark)
  }
  await git.write()
  return {
    ...git,
    heads: marks.map((mark) => git.sha(mark)),
    async push(count) {
      for (let pushed = 0; pushed < count; pushed++) {
        const at = Math.floor(((pushed + random()) * heads) / count)
        const [{ path, lines }] = planEdits(random, paths) as [Edit]
        marks[at] = git.commit({
          parents: [marks[at]!],
          files: { [path]: join(editLines(content.get(path)!, pick(random, 60), lines)) },
          message: 'Answer the review\n',
          author: `Author ${(at + 1) % 200} <author${(at + 1) % 200}@example.org>`,
        })
        git.ref(`refs/pull/${at + 1}/head`, marks[at]!)
      }
      await git.write()
    },
  }
}

const pick = (random: Random, below: number) => Math.floor(random() * below)
const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1)
const join = (lines: readonly string[]) => `${lines.join('\n')}\n`

function writeLine(random: Random): string {
  const [verb, noun] = [verbs[pick(random, verbs.length)]!, nouns[pick(random, nouns.length)]!]
  return `  ${noun}${pick(random, 500)}.${verb}${capital(noun)}(${noun}, ${pick(random, 10_000)});`
}

const writeLines = (random: Random, count: number) => Array.from({ length: count }, () => writeLine(random))

function editLines(lines: readonly string[], at: number, added: readonly string[]): string[] {
  const place = Math.min(at, lines.length - 1)
  return [...lines.slice(0, place), ...added, ...lines.slice(place + 1)]
}

/** Half of all have four files or fewer; the number doubles as they become rarer. */
function planEdits(random: Random, paths: readonly string[]): Edit[] {
  const count = Math.min(
    mostFiles,
    Math.ceil(medianFiles * 2 ** (Math.log2(1 / Math.max(random(), 0.002)) - 1)),
  )
  return Array.from({ length: count }, () => ({
    path: paths[pick(random, paths.length)]!,
    at: pick(random, 60),
    lines: writeLines(random, 1 + pick(random, 8)),
  }))
}

function bundle(random: Random, lines: number): string {
  return join(
    Array.from({ length: lines }, (_, at) => `var part${at} = compute(${pick(random, 1_000_000)});`),
  )
}
