import { isMerged } from '../domain/what-if.ts'
import { AppError } from '../errors.ts'
import type { GitOptions } from '../git/git.ts'
import { removeStaleMergeFolders } from '../git/merge/merge-folder.ts'
import { findMergeObstacle } from '../git/merge/merge-trees.ts'
import { tryMerges } from '../git/merge/what-if.ts'
import { classifyObjects } from '../git/objects.ts'
import type { MergeQuestion } from './source.ts'

/**
 * Answers a question from a mirror that has the branch's tip. A head that it lacks is unknown.
 * @param prepare brings what merging these heads needs; absent where everything is there.
 * @throws AppError NOT_CONFIGURED when this git cannot merge trees.
 */
export async function tryAll(
  { pulls, deadlineAt, onTip, onMerge }: MergeQuestion,
  tip: string,
  options: GitOptions,
  prepare: (heads: readonly string[]) => Promise<void> = async () => {},
): Promise<void> {
  const obstacle = await findMergeObstacle(options)
  if (obstacle !== null) throw new AppError('NOT_CONFIGURED', obstacle)
  await removeStaleMergeFolders(Date.now())
  const known = await onTip(tip)
  const asked = [...new Set(pulls.map(({ headSha }) => headSha))]
  if (isWhole(asked, known)) return
  await prepare(asked)
  const kinds = await classifyObjects(asked, options)
  const heads = asked.filter((head) => kinds.get(head) === 'commit')
  for (const head of asked)
    if (kinds.get(head) !== 'commit') {
      const reason = 'its head is gone: deleted or force-pushed since it was listed'
      onMerge({ after: null, head, outcome: 'UNKNOWN', files: [], fileCount: 0, reason })
    }
  const question = { gitDir: options.gitDir, onto: tip, heads, known, deadlineAt }
  for await (const merge of tryMerges(question, options.signal)) onMerge(merge)
}

/**
 * Whether there is nothing left to try: nothing comes after one that does not merge itself, and what could not be tried
 * by itself comes after none.
 */
function isWhole(heads: readonly string[], known: Awaited<ReturnType<MergeQuestion['onTip']>>): boolean {
  return heads.every((head) => {
    const alone = known(null, head)
    return (
      alone !== undefined &&
      (!isMerged(alone) ||
        heads.every(
          (next) => next === head || known(null, next) === 'UNKNOWN' || known(head, next) !== undefined,
        ))
    )
  })
}
