import { AppError } from '../../errors.ts'
import type { GitOptions } from '../git.ts'
import { readObjectNames } from '../objects.ts'

/** What to compare: the diff from `base` to `head`, both commits that exist; base null: everything in `head` is new. */
export interface DiffPair {
  head: string
  base: string | null
}

/** What git compares a first commit with; every repository knows it, in both kinds of object id. */
const emptyTrees = {
  40: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  64: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
} as const

/** The line that asks git for each pair: "head base" for commits; two trees when there is nothing to compare with. */
export async function describePairs(pairs: readonly DiffPair[], options: GitOptions): Promise<string[]> {
  const orphans = pairs.filter(({ base }) => base === null)
  const trees = await readObjectNames(
    orphans.map(({ head }) => `${head}^{tree}`),
    options,
  )
  return pairs.map(({ head, base }) => {
    if (base !== null) return `${head} ${base}`
    const tree = trees.get(`${head}^{tree}`)
    if (tree === undefined) throw new AppError('UNAVAILABLE', `the repository lacks the tree of ${head}`)
    return `${emptyTrees[head.length === 64 ? 64 : 40]} ${tree}`
  })
}
