import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildGitRepository } from '../../testing/git-repository.ts'
import { buildCommitGraph } from './commit-graph.ts'
import { orderByDate, orderTopologically } from './commit-order.ts'
import { ObjectIndex } from './object-index.ts'
import { readHistory } from './read-history.ts'

const signal = new AbortController().signal

/**
 * A history in which each commit has one to three parents among those before it, now and then none, and a date that may
 * lie before theirs; of some commits a branch or a tag is made.
 */
const histories = fc.array(
  fc.record({
    parents: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
    root: fc.nat(19),
    date: fc.nat(30),
    ref: fc.constantFrom(null, null, 'heads', 'tags', 'pull'),
  }),
  { minLength: 5, maxLength: 50 },
)

test("commits are in git's own order, whatever their dates are, and led to by git's own ref", async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const git = await buildGitRepository()
      try {
        const marks: number[] = []
        const refs: { name: string; mark: number }[] = []
        for (const { parents, root, date, ref } of history) {
          const chosen = root === 0 ? [] : parents.map((one) => marks[one % Math.max(1, marks.length)]!)
          const committedAt = 1_700_000_000 + date
          const mark = git.commit({
            parents: marks.length === 0 ? [] : [...new Set(chosen)],
            files: { [`f${marks.length}`]: 'x' },
            committedAt,
          })
          marks.push(mark)
          // By these names git tells branches, then the others, then tags.
          if (ref !== null) refs.push({ name: `refs/${ref}/${String(mark).padStart(3, '0')}`, mark })
        }
        refs.push({ name: 'refs/heads/main', mark: marks.at(-1)! })
        for (const { name, mark } of refs) git.ref(name, mark)
        await git.write()
        const shaOf = ({ mark }: { mark: number }) => git.sha(mark)
        const ordered = refs.sort((a, b) => (a.name < b.name ? -1 : 1))
        const tips = ordered.filter(({ name }) => !name.startsWith('refs/tags/')).map(shaOf)
        const read = await readHistory(new Set(ordered.map(shaOf)), { gitDir: git.gitDir, signal })

        const graph = buildCommitGraph(read, tips).graph
        const ids = [...new Array(graph.commits.size).keys()].map((commit) => graph.commits.id(commit))
        expect(ids.join('\n')).toBe(await git.git('rev-list', '--topo-order', '--reverse', ...tips))

        const named = ordered.filter(({ name }) => !name.startsWith('refs/pull/'))
        const { order, ledBy } = orderByDate(
          read,
          named.map((ref) => read.commits.find(shaOf(ref))),
        )
        const told = order.map((commit) => `${read.commits.id(commit)} ${named[ledBy[commit]! - 1]!.name}`)
        const log = ['log', '--format=%H %S', '--glob=refs/heads', '--glob=refs/tags'] as const
        expect(told.join('\n')).toBe(await git.git(...log))
      } finally {
        await git.remove()
      }
    }),
    { numRuns: 25 },
  )
})

test('no more commits are told than are asked for', async () => {
  const git = await buildGitRepository()
  try {
    let mark = git.commit({ files: { a: '1' } })
    for (let index = 0; index < 4; index++) mark = git.commit({ parents: [mark], files: { a: `${index}` } })
    git.ref('refs/heads/main', mark)
    await git.write()
    const read = await readHistory([git.sha(mark)], { gitDir: git.gitDir, signal })
    const { order } = orderByDate(read, [read.commits.find(git.sha(mark))], 2)
    expect(order.map((commit) => read.commits.id(commit))).toEqual([git.sha(mark), git.sha(mark - 1)])
  } finally {
    await git.remove()
  }
})

test('a parent that is named and not there is in no order', () => {
  const commits = new ObjectIndex()
  const [head, root, gone] = ['a', 'b', 'c'].map((letter) => commits.add(letter.repeat(40)))
  const history = {
    commits,
    // The head's are the root and the one that is gone; the root's is that one as well.
    parents: Int32Array.of(root!, gone!, gone!),
    parentsFrom: Int32Array.of(0, 2, 0),
    parentsUntil: Int32Array.of(2, 3, 0),
    committedAt: Float64Array.of(20, 10, Number.NaN),
  }
  expect(orderByDate(history, [head!]).order).toEqual([head, root])
  expect(orderTopologically(history, [head!])).toEqual([root, head])
})

test('what is told of a commit besides its parents is its own', async () => {
  const git = await buildGitRepository()
  try {
    const root = git.commit({ files: { a: '1' }, message: 'commit of à\n' })
    const merge = git.commit({
      parents: [root, git.commit({ files: { b: '1' }, message: '17 commit\n\nwith a text\n' })],
      message: Buffer.from('\xc9crire\n', 'latin1'),
    })
    const silent = git.commit({ parents: [merge], message: '' })
    git.ref('refs/heads/main', silent)
    await git.write()
    await git.git('config', 'i18n.logOutputEncoding', 'ISO-8859-1')
    const told = new Map<string, string>()
    const numbers = new Map<number, string>()
    const history = await readHistory(
      [git.sha(silent)],
      { gitDir: git.gitDir, signal },
      { format: '%at %s', take: (commit, text) => numbers.set(commit, text) },
    )
    for (const [commit, text] of numbers) told.set(history.commits.id(commit), text)
    const log = await git.git('log', '--encoding=UTF-8', '--format=%H %at %s', 'main')
    const expected = log.split('\n').map((line) => [line.slice(0, 40), line.slice(41)] as const)
    expect([...told].map(([id, text]) => [id, Buffer.from(text, 'latin1').toString().trim()])).toEqual(
      expected.map(([id, text]) => [id, text.trim()]),
    )
  } finally {
    await git.remove()
  }
})
