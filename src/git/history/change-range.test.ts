import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildGitRepository } from '../../testing/git-repository.ts'
import { openRanges } from './change-range.ts'
import { loadCommitGraph } from './commit-graph.ts'
import { addBranch, isContained, openContainment } from './containment.ts'

const signal = new AbortController().signal

/** A history in which each commit has one or two parents among those before it; now and then a new root. */
const histories = fc.array(
  fc.record({ first: fc.nat(), second: fc.option(fc.nat(), { freq: 3 }), root: fc.nat(19) }),
  { minLength: 8, maxLength: 60 },
)

test("bases and commits are git's own, in any history", async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const git = await buildGitRepository()
      try {
        const marks: number[] = []
        for (const { first, second, root } of history) {
          const parents =
            marks.length === 0 || root === 0
              ? []
              : [
                  ...new Set([
                    marks[first % marks.length]!,
                    ...(second === null ? [] : [marks[second % marks.length]!]),
                  ]),
                ]
          marks.push(git.commit({ parents, files: { [`f${marks.length}`]: 'x' } }))
        }
        // The branch is a commit in the middle of the history; every commit is the head of a pull request.
        const branch = marks[history.length >> 1]!
        for (const mark of marks) git.ref(`refs/pull/${mark}/head`, mark)
        await git.write()
        const graph = await loadCommitGraph(marks.map(git.sha), { gitDir: git.gitDir, signal })
        const containment = openContainment(graph)
        addBranch(containment, graph.commits.find(git.sha(branch)))
        const deriveRange = openRanges(containment)
        const contained = new Set((await git.git('rev-list', git.sha(branch))).split('\n'))
        for (const mark of marks) {
          const head = graph.commits.find(git.sha(mark))
          const { base, commits } = deriveRange(head)
          expect(isContained(containment, head)).toBe(contained.has(git.sha(mark)))
          const ids = commits.map((commit) => graph.commits.id(commit))
          expect(ids.at(-1)).toBe(git.sha(mark))
          if (base !== null) expect(commits).not.toContain(base)
        }
        // Asking git costs a process each: the heads outside the branch, a few for each history.
        for (const mark of marks.filter((mark) => !contained.has(git.sha(mark))).slice(-5)) {
          const { base, commits } = deriveRange(graph.commits.find(git.sha(mark)))
          const bases = (
            await git.git('merge-base', '--all', git.sha(branch), git.sha(mark)).catch(() => '')
          ).split('\n')
          expect(bases).toContain(base === null ? '' : graph.commits.id(base))
          const own = (await git.git('rev-list', git.sha(mark), `^${git.sha(branch)}`)).split('\n')
          expect(commits.map((commit) => graph.commits.id(commit)).sort()).toEqual(own.sort())
        }
      } finally {
        await git.remove()
      }
    }),
    { numRuns: 12 },
  )
})

test('of a very long pull request the first 250 commits are given, oldest first', async () => {
  const git = await buildGitRepository()
  try {
    const root = git.commit({ files: { a: '0' } })
    const own: number[] = []
    for (let count = 1; count <= 300; count++)
      own.push(git.commit({ parents: [own.at(-1) ?? root], files: { a: String(count) } }))
    git.ref('refs/heads/main', root)
    git.ref('refs/pull/1/head', own.at(-1)!)
    await git.write()
    const graph = await loadCommitGraph([git.sha(own.at(-1)!)], { gitDir: git.gitDir, signal })
    const containment = openContainment(graph)
    addBranch(containment, graph.commits.find(git.sha(root)))
    const { commits } = openRanges(containment)(graph.commits.find(git.sha(own.at(-1)!)))
    expect(commits.map((commit) => graph.commits.id(commit))).toEqual(own.slice(0, 250).map(git.sha))
  } finally {
    await git.remove()
  }
})
