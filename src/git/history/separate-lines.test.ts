import { expect, test } from 'vitest'
import { buildGitRepository, type GitRepository } from '../../testing/git-repository.ts'
import { loadCommitGraph } from './commit-graph.ts'
import { findSeparateLines } from './separate-lines.ts'

const signal = new AbortController().signal

/** Adds commits one after the other, and says them. */
function grow(git: GitRepository, from: number | null, count: number): number[] {
  const marks: number[] = []
  for (let tip = from; marks.length < count; ) {
    tip = git.commit({ parents: tip === null ? [] : [tip] })
    marks.push(tip)
  }
  return marks
}

async function separateIn(
  build: (git: GitRepository) => { trunk: number; lines: Record<string, number> },
): Promise<string[]> {
  const git = await buildGitRepository()
  try {
    const { trunk, lines } = build(git)
    await git.write()
    const tips = Object.entries(lines).map(([name, mark]) => [name, git.sha(mark)] as const)
    const graph = await loadCommitGraph([git.sha(trunk), ...tips.map(([, id]) => id)], {
      gitDir: git.gitDir,
      signal,
    })
    const found = new Map(tips.map(([name, id]) => [name, graph.commits.find(id)]))
    return findSeparateLines(graph, graph.commits.find(git.sha(trunk)), found)
  } finally {
    await git.remove()
  }
}

test('a line that holds many commits that no other branch holds goes its own way', async () => {
  const separate = await separateIn((git) => {
    const trunk = grow(git, null, 60)
    const old = grow(git, trunk[10]!, 12).at(-1)!
    return {
      trunk: trunk.at(-1)!,
      lines: {
        '1.x': old,
        // Cut from an older line, not from the default branch.
        '1.1.x': grow(git, old, 10).at(-1)!,
        // What few commits hold may be a feature, or too young to tell.
        '2.x': grow(git, trunk[40]!, 9).at(-1)!,
        // Here the default branch has not gone on.
        '3.x': grow(git, trunk.at(-10)!, 20).at(-1)!,
        '4.x': trunk.at(-1)!,
        '5.x': trunk[30]!,
      },
    }
  })
  expect(separate).toEqual(['1.x', '1.1.x'])
})

test('a line that is merged up again and again does not, whatever waits to be merged', async () => {
  const separate = await separateIn((git) => {
    let trunk = grow(git, null, 5).at(-1)!
    let [old, newer] = [trunk, trunk]
    for (let round = 0; round < 30; round++) {
      old = grow(git, old, 4).at(-1)!
      // Up through the newer line, as several lines are.
      newer = git.commit({ parents: [grow(git, newer, 1).at(-1)!, old] })
      trunk = git.commit({ parents: [grow(git, trunk, 2).at(-1)!, newer] })
    }
    return {
      trunk,
      lines: { '5.4': grow(git, old, 13).at(-1)!, '6.4': grow(git, newer, 6).at(-1)!, '6.3': newer },
    }
  })
  expect(separate).toEqual([])
})

test('a merge or two that went the wrong way make no line one that is merged', async () => {
  const separate = await separateIn((git) => {
    const trunk = grow(git, null, 100)
    const line = grow(git, trunk[9]!, 5)
    // The default branch of long ago is merged into the line, and the line of long ago into the default branch.
    const down = git.commit({ parents: [line.at(-1)!, trunk[14]!] })
    const later = grow(git, down, 60)
    const up = git.commit({ parents: [trunk.at(-1)!, line[3]!] })
    return { trunk: grow(git, up, 3).at(-1)!, lines: { '2.x': later.at(-1)! } }
  })
  expect(separate).toEqual(['2.x'])
})

test('what the default branch is merged into is no line of releases', async () => {
  const separate = await separateIn((git) => {
    const trunk = grow(git, null, 100)
    let next = trunk[9]!
    for (let at = 20; at <= 80; at += 20)
      next = git.commit({ parents: [grow(git, next, 20).at(-1)!, trunk[at]!] })
    return {
      trunk: trunk.at(-1)!,
      lines: {
        '3.0': grow(git, next, 5).at(-1)!,
        // The merge stands behind others' work that was merged.
        '4.0': git.commit({
          parents: [
            grow(git, trunk[9]!, 20).at(-1)!,
            git.commit({ parents: [grow(git, trunk[9]!, 2).at(-1)!, trunk[90]!] }),
          ],
        }),
      },
    }
  })
  expect(separate).toEqual([])
})

test('a line that shares no commit with the default branch goes its own way', async () => {
  const separate = await separateIn((git) => ({
    trunk: grow(git, null, 20).at(-1)!,
    lines: { '1.x': grow(git, null, 20).at(-1)!, '0.x': grow(git, null, 3).at(-1)! },
  }))
  expect(separate).toEqual(['1.x'])
})
