import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Landing, LandingQuery } from '../../domain/landing.ts'
import { buildGitRepository, type FileContent, type GitRepository } from '../../testing/git-repository.ts'
import { seededRandom } from '../../testing/seeded-random.ts'
import { deriveOutcomes, parsePatch } from '../../triage/index.ts'
import { findLandings } from './landings.ts'

const signal = new AbortController().signal
const body = (marker: string) => Array.from({ length: 20 }, (_, line) => `line ${line} ${marker}`).join('\n')
const mended = body('a').replace('line 9 a', 'line nine, mended')
let git: GitRepository
let base: number

beforeEach(async () => {
  git = await buildGitRepository()
  base = git.commit({ files: { 'src/a.ts': body('a'), 'src/b.ts': body('b') } })
})
afterEach(() => git.remove())

type Files = Record<string, FileContent>

/** What is found when the pull request changes `head` and the branch then goes through these commits. */
async function find(head: Files, branch: Files[], since = new Date(0), from = base): Promise<string | null> {
  const pull = git.commit({ parents: [from], files: head })
  let tip = base
  const commits = branch.map((files) => {
    tip = git.commit({ parents: [tip], files })
    return tip
  })
  git.ref('refs/heads/main', tip)
  git.ref('refs/pull/1/head', pull)
  await git.write()
  const patch = await git.git('diff', '--full-index', '-M', git.sha(from), git.sha(pull))
  const outcomes = deriveOutcomes(parsePatch(`${patch}\n`))
  const query = { number: 1, baseSha: git.sha(from), outcomes }
  const options = { gitDir: git.gitDir, signal }
  const { landings } = await findLandings([query], git.sha(tip), since, async () => {}, options)
  if (landings.length === 0) return null
  return `commit ${commits.findIndex((commit) => git.sha(commit) === landings[0]!.sha)}`
}

test('the same content by another commit has landed', async () => {
  expect(await find({ 'src/a.ts': mended }, [{ 'src/b.ts': 'x' }, { 'src/a.ts': mended }])).toBe('commit 1')
})

test('the same lines in a file that has changed elsewhere have landed, no matter what else the commit does', async () => {
  const elsewhere = body('a').replace('line 18 a', 'another line')
  const both = elsewhere.replace('line 9 a', 'line nine, mended')
  expect(
    await find({ 'src/a.ts': mended }, [{ 'src/a.ts': elsewhere }, { 'src/a.ts': both, 'src/c.ts': 'c' }]),
  ).toBe('commit 1')
})

test('two files that came in two commits have landed with the second', async () => {
  const head = { 'src/a.ts': mended, 'src/new.ts': 'new\n' }
  expect(await find(head, [{ 'src/new.ts': 'new\n' }, { 'src/b.ts': 'b' }, { 'src/a.ts': mended }])).toBe(
    'commit 2',
  )
})

test('a removed file and a renamed one have landed', async () => {
  expect(await find({ 'src/b.ts': null }, [{ 'src/b.ts': null }])).toBe('commit 0')
  const moved = body('b').replace('line 3 b', 'line three')
  const renamed = { 'src/b.ts': null, 'src/c.ts': moved }
  expect(await find(renamed, [renamed])).toBe('commit 0')
  expect(await find(renamed, [{ 'src/c.ts': moved }])).toBe(null)
})

test('a part of the change is not the change', async () => {
  const head = { 'src/a.ts': mended, 'src/b.ts': 'b\n' }
  expect(await find(head, [{ 'src/a.ts': mended }])).toBe(null)
  expect(await find({ 'src/a.ts': mended }, [{ 'src/a.ts': mended.replace('line 10', 'line ten') }])).toBe(
    null,
  )
})

test('what was there before the base, or was taken back, has not landed', async () => {
  const reverted = git.commit({
    parents: [git.commit({ parents: [base], files: { 'src/a.ts': mended } })],
    files: { 'src/a.ts': body('a') },
  })
  const earlier = git.commit({ parents: [reverted], files: { 'src/b.ts': 'b' } })
  base = earlier
  expect(await find({ 'src/a.ts': mended }, [{ 'src/c.ts': 'c' }])).toBe(null)
  expect(await find({ 'src/a.ts': mended }, [{ 'src/a.ts': mended }, { 'src/a.ts': body('a') }])).toBe(null)
  expect(
    await find({ 'src/a.ts': mended }, [
      { 'src/a.ts': mended },
      { 'src/a.ts': body('a') },
      { 'src/a.ts': mended },
    ]),
  ).toBe('commit 2')
})

test('a branch of its own base is told by its date', async () => {
  const side = git.commit({ parents: [base], files: { 'src/side.ts': 's' } })
  expect(await find({ 'src/a.ts': mended }, [{ 'src/a.ts': mended }], new Date(0), side)).toBe('commit 0')
})

test('what is older than is looked for is not found', async () => {
  expect(await find({ 'src/a.ts': mended }, [{ 'src/a.ts': mended }], new Date('2030-01-01'))).toBe(null)
})

test('odd paths, binary files and changes of a mode alone are no trouble', async () => {
  const odd = { 'grün "x"\n.bin': Buffer.from([0, 1, 2]) }
  expect(await find(odd, [odd])).toBe('commit 0')
  expect(await find({ 'src/a.ts': { mode: '100755', content: body('a') } }, [{ 'src/b.ts': 'x' }])).toBe(null)
})

test('a later commit that happens to restore the content brought nothing: the revert of something else', async () => {
  const titled = `title\n${mended}`
  expect(
    await find({ 'src/a.ts': mended }, [
      { 'src/a.ts': mended },
      { 'src/a.ts': titled },
      { 'src/a.ts': mended },
    ]),
  ).toBe('commit 0')
})

test('where the branch was merged into a fork and pushed as the branch, the landing is its own commit', async () => {
  const landed = git.commit({
    parents: [base],
    files: { 'src/a.ts': mended },
    message: 'Mend line nine (#1)',
  })
  const fork = git.commit({ parents: [base], files: { 'src/c.ts': 'c' } })
  const foxtrot = git.commit({
    parents: [fork, landed],
    files: { 'src/a.ts': mended, 'src/c.ts': 'c' },
    message: "Merge branch 'main' of github.com:acme/yard",
  })
  const pull = git.commit({ parents: [base], files: { 'src/a.ts': mended } })
  git.ref('refs/heads/main', foxtrot)
  git.ref('refs/pull/1/head', pull)
  await git.write()
  const patch = await git.git('diff', '--full-index', '-M', git.sha(base), git.sha(pull))
  const query = { number: 1, baseSha: git.sha(base), outcomes: deriveOutcomes(parsePatch(`${patch}\n`)) }
  const options = { gitDir: git.gitDir, signal }
  const { landings } = await findLandings([query], git.sha(foxtrot), new Date(0), async () => {}, options)
  expect(landings).toEqual([expect.objectContaining({ number: 1, sha: git.sha(landed) })])
})

test('a search that goes on from an earlier one comes to what a new one does, whatever has happened since', async () => {
  const random = seededRandom(5)
  const pick = (below: number) => Math.floor(random() * below)
  const paths = ['src/a.ts', 'src/b.ts', 'src/c.ts', 'src/d.ts']
  const start = Object.fromEntries(paths.map((path) => [path, body(path)]))
  const edit = (content: string, line: number, by: string) =>
    content.replace(new RegExp(`^line ${line} .*$`, 'm'), `line ${line} ${by}`)
  const options = { gitDir: git.gitDir, signal }
  base = git.commit({ files: start })

  /** Pull requests of a line or two, each of one file or of two. */
  const draw = async (number: number): Promise<LandingQuery & { edits: [string, number, string][] }> => {
    const edits = paths
      .filter((_, at) => at === number % 4 || random() < 0.1)
      .map((path): [string, number, string] => [path, 1 + pick(5), `by ${pick(4)}`])
    const files = Object.fromEntries(edits.map(([path, line, by]) => [path, edit(start[path]!, line, by)]))
    const head = git.commit({ parents: [base], files })
    git.ref(`refs/pull/${number}/head`, head)
    await git.write()
    const patch = await git.git('diff', '--full-index', '-M', git.sha(base), git.sha(head))
    return { number, baseSha: git.sha(base), outcomes: deriveOutcomes(parsePatch(`${patch}\n`)), edits }
  }
  const queries = new Map<number, Awaited<ReturnType<typeof draw>>>()
  for (let number = 1; number <= 6; number++) queries.set(number, await draw(number))

  let content: Record<string, string> = { ...start }
  let tip = base
  const tips = [{ tip, content }]
  const known = { tip: '', numbers: new Set<number>(), landings: new Map<number, Landing>() }
  let [stood, found] = [0, 0]
  for (let round = 0; round < 9; round++) {
    for (let commits = pick(4); commits > 0; commits--) {
      const files: Record<string, string> = {}
      const { edits } = queries.get(1 + pick(6))!
      const what = random()
      for (const [path, line, by] of edits)
        files[path] =
          what < 0.5
            ? edit(content[path]!, line, by)
            : what < 0.7
              ? start[path]!
              : edit(content[path]!, 9, by)
      content = { ...content, ...files }
      const parents = [tip]
      if (random() < 0.2) {
        // The branch, merged into a fork and pushed as the branch.
        parents.unshift(git.commit({ parents: [tip], files: { 'src/fork.ts': `${round}` } }))
        files['src/fork.ts'] = `${round}`
      }
      const message = parents.length > 1 ? "Merge branch 'main' of github.com:acme/yard\n" : 'Change\n'
      tip = git.commit({ parents, files, message })
    }
    // What was pushed is taken back.
    if (round === 5) ({ tip, content } = tips[3]!)
    tips.push({ tip, content })
    if (random() < 0.5) {
      const number = 1 + pick(6)
      queries.set(number, await draw(number))
      known.numbers.delete(number)
    }
    git.ref('refs/heads/main', tip)
    await git.write()
    const wanted = [...queries.values()]
    const search = (earlier?: typeof known) =>
      findLandings(wanted, git.sha(tip), new Date(0), async () => {}, options, { known: earlier })
    const fresh = await search()
    const next = await search(known.tip === '' ? undefined : known)
    for (const { number } of wanted)
      if (!next.standing.includes(number)) known.landings.delete(number)
      else stood++
    for (const landing of next.landings) known.landings.set(landing.number, landing)
    expect([...known.landings.values()].sort((x, y) => x.number - y.number)).toEqual(fresh.landings)
    expect([next.tip, fresh.standing, fresh.unsure, next.unsure]).toEqual([git.sha(tip), [], [], []])
    found += fresh.landings.length
    known.tip = git.sha(tip)
    known.numbers = new Set(wanted.map(({ number }) => number))
  }
  expect(stood).toBeGreaterThan(10)
  expect(found).toBeGreaterThan(3)
})

test('one whose base is not there is searched for each time', async () => {
  const query = {
    number: 1,
    baseSha: 'f'.repeat(40),
    outcomes: [{ path: 'src/a.ts', blob: null, gone: true, change: null }],
  }
  git.ref('refs/heads/main', base)
  await git.write()
  const options = { gitDir: git.gitDir, signal }
  const search = await findLandings([query], git.sha(base), new Date(0), async () => {}, options)
  expect(search).toEqual({ tip: git.sha(base), landings: [], standing: [], unsure: [1] })
})
