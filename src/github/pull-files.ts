import type { FileAnswer } from './answers.ts'

/** A changed file as GitHub gives it. */
export interface PullFile {
  filename: string
  previousFilename: string | null
  status: FileAnswer['status']
  additions: number
  deletions: number
  /** Hunks without a header; null when GitHub did not give them. */
  patch: string | null
  /** Of the blob: the new one, or the removed one. */
  sha: string | null
  /** The head that the answer is about, when it says so. */
  headSha: string | null
  /** The counts may be missing too: the file came after the limit of its answer. */
  beyondLimit: boolean
}

export interface PullFiles {
  files: PullFile[]
  /** GitHub lists 3,000 at most, so there may be more. */
  more: boolean
}

const mostFiles = 3_000
const perPage = 100
/**
 * Once the patches of one answer add up to some 20,000 lines (or a megabyte), the files after that arrive without patch
 * and with zeros for counts, unmarked. Such a page is asked for again in tenths:
 * github.com/orgs/community/discussions/213491.
 */
const suspiciousLines = 10_000
const suspiciousBytes = 500_000
const smallPage = 10

type FetchFilePage = (perPage: number, page: number) => Promise<{ items: FileAnswer[]; hasNext: boolean }>

/** All changed files of a pull request, page by page, those beyond an answer's limit once more in small pages. */
export async function fetchPullFiles(fetchPage: FetchFilePage): Promise<PullFiles> {
  const files: PullFile[] = []
  for (let page = 1; page <= mostFiles / perPage; page++) {
    const { items, hasNext } = await fetchPage(perPage, page)
    const read = items.map((item) => readFile(item, isHeavy(items)))
    for (let from = 0; from < read.length; from += smallPage) {
      if (!read.slice(from, from + smallPage).some(isCutOff)) continue
      const small = await fetchPage(smallPage, ((page - 1) * perPage + from) / smallPage + 1)
      // Matched by name: the pull request may have got another head meanwhile, which its files then say.
      const again = new Map(small.items.map((item) => [item.filename, readFile(item, isHeavy(small.items))]))
      for (let at = from; at < Math.min(from + smallPage, read.length); at++)
        read[at] = again.get(read[at]!.filename) ?? read[at]!
    }
    files.push(...read)
    if (!hasNext) break
  }
  return { files, more: files.length >= mostFiles }
}

const isCutOff = ({ beyondLimit, patch, status }: PullFile) =>
  beyondLimit && patch === null && status !== 'unchanged'

function isHeavy(items: readonly FileAnswer[]): boolean {
  let lines = 0
  let bytes = 0
  for (const { patch } of items) {
    bytes += patch?.length ?? 0
    for (let at = patch?.indexOf('\n') ?? -1; at !== -1; at = patch!.indexOf('\n', at + 1)) lines++
  }
  return lines >= suspiciousLines || bytes >= suspiciousBytes
}

function readFile(item: FileAnswer, beyondLimit: boolean): PullFile {
  return {
    filename: item.filename,
    previousFilename: item.previous_filename ?? null,
    status: item.status,
    additions: item.additions,
    deletions: item.deletions,
    patch: item.patch ?? null,
    sha: item.sha,
    headSha: /[?&]ref=([0-9a-f]{40,64})(?:&|$)/.exec(item.contents_url)?.[1] ?? null,
    beyondLimit,
  }
}
