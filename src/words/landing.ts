import type { Landed } from '../domain/answers.ts'

/** "since 2026-07-10 (7a9c460)": where the default branch got a change from. */
export const sinceLanding = ({ sha, committedAt }: Landed): string =>
  `since ${committedAt.slice(0, 10)} (${shortSha(sha)})`

/** Without a full stop. */
export const landedSentence = (landed: Landed): string =>
  `The default branch has had this change ${sinceLanding(landed)}`

/** A commit, for reading: git finds it by these. */
export const shortSha = (sha: string): string => sha.replace(/[^0-9a-f]/g, '').slice(0, 7)
