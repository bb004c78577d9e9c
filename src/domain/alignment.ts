/** A line of one side's diff. */
export interface AlignedLine {
  sign: ' ' | '+' | '-'
  text: string
  /** Its number in the file afterwards; of a removed line, before. */
  at: number
}

/** What stands beside each other: a line of both diffs, or of one. */
export interface AlignedRow {
  a: AlignedLine | null
  b: AlignedLine | null
  /** Both change the same line in the same way. */
  shared: boolean
  /** Lines were left out before this one: it begins another hunk. */
  gap: boolean
}

export interface AlignedFile {
  path: string
  channel: FileChannel
  /** What each side does to it; null: nothing. */
  a: FileStatus | null
  b: FileStatus | null
  /** The content of a side is not known (binary, too large, or a lock file beside other files). */
  unknown: boolean
  /** Changed lines that both have, and that only one has. */
  counts: { shared: number; onlyA: number; onlyB: number }
  rows: AlignedRow[]
  /** Rows beyond those given. */
  more: number
}

export interface Alignment {
  /** What decides comes first; then in order of path. */
  files: AlignedFile[]
  deciding: FileChannel
  /** Files beyond those given. */
  moreFiles: number
}

/** How much of a change is for what. */
export interface ChannelSize {
  channel: FileChannel
  files: number
  /** Lines; of files whose content is not known none are counted. */
  added: number
  removed: number
  /** The first paths, in order. */
  paths: string[]
}

/**
 * What a file is for, by its path: the conventions of the common ecosystems as data. Production decides; tests and docs
 * support; metadata and generated files decide nothing. A repository may say otherwise in `clawtriage.json`
 * (repository-rules.ts).
 */
export const channels = ['production', 'test', 'docs', 'metadata', 'generated'] as const

export type FileChannel = (typeof channels)[number]

/** Lines and files of a change. */
export interface ChangeSize {
  files: number
  added: number
  removed: number
}

/** What happened to a file. */
export const fileStatuses = ['added', 'deleted', 'modified', 'renamed', 'copied'] as const
export type FileStatus = (typeof fileStatuses)[number]
