import { type BranchFiles, contentNameBytes, entryBytes, namePath } from '../../domain/branch-files.ts'
import { AppError } from '../../errors.ts'
import { type GitOptions, runGit } from '../git.ts'
import { readCommits } from './commits.ts'

/** What `ls-tree` prints of some 300,000 files; of a larger tree nothing is said. */
const longestList = 32 * 1024 * 1024

/**
 * Reads what a commit's tree consists of, from the trees alone: contents may be missing. Null where it is too large to
 * be kept.
 */
export async function readBranchFiles(
  tip: string,
  nowSeconds: number,
  options: GitOptions,
): Promise<BranchFiles | null> {
  const printed = await runGit(['ls-tree', '-r', '-z', '--full-tree', tip], {
    ...options,
    maxBytes: longestList,
  }).catch((error) => {
    if (error instanceof AppError && error.code === 'TOO_LARGE') return null
    throw error
  })
  if (printed === null) return null
  const commit = (await readCommits([tip], nowSeconds, options)).get(tip)
  return {
    tip,
    committedAt: new Date((commit?.committedAt ?? nowSeconds) * 1_000).toISOString(),
    subject: (commit?.message ?? '').split('\n', 1)[0]!.slice(0, 300),
    entries: packEntries(printed),
  }
}

/** `mode kind id TAB path NUL`, for each file. */
function packEntries(printed: Buffer): Uint8Array {
  const entries: Buffer[] = []
  for (let from = 0, end = printed.indexOf(0); end !== -1; from = end + 1, end = printed.indexOf(0, from)) {
    const tab = printed.indexOf(0x09, from)
    if (tab === -1 || tab > end) continue
    const id = printed.toString('latin1', from, tab).split(' ')[2] ?? ''
    const content = Buffer.from(id.slice(0, 2 * contentNameBytes), 'hex')
    entries.push(Buffer.concat([namePath(printed.subarray(tab + 1, end)), content], entryBytes))
  }
  return Buffer.concat(entries.sort(Buffer.compare))
}
