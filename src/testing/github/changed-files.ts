import { runGit } from './run-git.ts'
import type { FileLimits, ModelRepository } from './state.ts'
import { escapePath, type Urls } from './urls.ts'

/** GitHub lists no more of one pull request. */
export const mostFiles = 3_000

export interface ChangedFile {
  /** Of the new content, or of the removed one. */
  sha: string
  filename: string
  previousFilename: string | null
  status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed'
  additions: number
  deletions: number
  patch: string | null
}

const statusWords = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  C: 'copied',
  T: 'changed',
} as const

/**
 * What changed between two commits, as git sees it: names from `--raw`, counts from `--numstat`, text from `--patch`.
 */
export async function readChangedFiles(gitDir: string, base: string, head: string): Promise<ChangedFile[]> {
  const diff = (...format: string[]) =>
    runGit(gitDir, ['diff-tree', '-r', '--find-renames', '-l0', '--full-index', ...format, base, head])
  const [raw, numstat, patch] = await Promise.all([
    diff('--raw', '-z'),
    diff('--numstat', '-z'),
    diff('-p', '-U3'),
  ])
  const names = raw.toString('utf8').split('\0')
  const counts = numstat.toString('utf8').split('\0')
  const patches = splitPatches(patch.toString('utf8'))
  const files: ChangedFile[] = []
  let count = 0
  for (let at = 0; at < names.length - 1; ) {
    const [oldMode, newMode, oldSha, newSha, letters] = names[at++]!.replace(/^:/, '').split(' ')
    const letter = letters![0] as keyof typeof statusWords
    const moved = letter === 'R' || letter === 'C'
    const first = names[at++]!
    const filename = moved ? names[at++]! : first
    const [additions, deletions] = counts[count++]!.split('\t')
    if (moved) count += 2
    const text = patches[files.length] ?? ''
    files.push({
      sha: letter === 'D' ? oldSha! : newSha!,
      filename,
      previousFilename: moved ? first : null,
      status: letter === 'M' && oldSha === newSha && oldMode !== newMode ? 'changed' : statusWords[letter],
      // "-": binary.
      additions: Number(additions === '-' ? 0 : additions),
      deletions: Number(deletions === '-' ? 0 : deletions),
      patch: text === '' ? null : text,
    })
  }
  return files
}

/** Each file's hunks; content always stands behind a sign, so a line that begins with "diff --git" is a header. */
function splitPatches(text: string): string[] {
  return text
    .split(/^(?=diff --git )/m)
    .filter((part) => part.startsWith('diff --git '))
    .map((part) => {
      const from = part.search(/^@@ /m)
      return from === -1 ? '' : part.slice(from).replace(/\n$/, '')
    })
}

/** A page of `GET /repos/{owner}/{repo}/pulls/{pull_number}/files`. A missing patch is a missing key. */
export function renderFiles(
  repository: ModelRepository,
  headSha: string,
  files: readonly ChangedFile[],
  { api, server }: Urls,
) {
  const full = `${repository.owner}/${repository.name}`
  let lines = 0
  return files.map((file) => {
    const beyond = lines >= repository.files.answerLines
    const path = escapePath(file.filename)
    const patch = beyond ? null : limitPatch(file.patch, repository.files)
    lines += patch?.split('\n').length ?? 0
    return {
      sha: file.sha,
      filename: file.filename,
      status: file.status,
      additions: beyond ? 0 : file.additions,
      deletions: beyond ? 0 : file.deletions,
      changes: beyond ? 0 : file.additions + file.deletions,
      blob_url: `${server}/${full}/blob/${headSha}/${path}`,
      raw_url: `${server}/${full}/raw/${headSha}/${path}`,
      contents_url: `${api}/repos/${full}/contents/${path}?ref=${headSha}`,
      ...(patch === null ? {} : { patch }),
      ...(file.previousFilename === null ? {} : { previous_filename: file.previousFilename }),
    }
  })
}

function limitPatch(patch: string | null, { patchBytes, beyond }: FileLimits): string | null {
  if (patch === null || Buffer.byteLength(patch) <= patchBytes) return patch
  return beyond === 'omit' ? null : Buffer.from(patch).subarray(0, patchBytes).toString('utf8')
}
