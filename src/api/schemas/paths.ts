import { Type } from '@sinclair/typebox'
import { ownerPattern, repoPattern } from '../../domain/repository.ts'
import { snapshotPattern } from '../../domain/scan.ts'
import { strict } from './parts.ts'

export const Owner = Type.String({
  pattern: ownerPattern,
  description: 'a GitHub login: letters, digits and inner hyphens, at most 39',
})
export const Repo = Type.String({
  pattern: repoPattern,
  description: 'a repository name: letters, digits, . _ -, at most 100',
})
export const PullNumber = Type.Integer({
  minimum: 1,
  maximum: 2_147_483_647,
  description: 'a pull request number',
})
export const IssueNumber = Type.Integer({
  minimum: 1,
  maximum: 2_147_483_647,
  description: 'an issue number',
})
export const SetId = Type.String({
  pattern: '^[A-Za-z0-9-]{1,64}$',
  description: 'the id of a duplicate set',
})
/** `owner/name` in lower case, as lists are ordered by it. */
export const RepositoryName = Type.String({
  pattern: `^${ownerPattern.slice(1, -1)}/${repoPattern.slice(1, -1)}$`,
  description: 'owner/name of a repository',
})
export const Snapshot = Type.String({
  pattern: snapshotPattern,
  description: 'a snapshot: 1 to 120 letters, digits or . _ : -',
})
export const RepositoryPath = Type.Object({ owner: Owner, repo: Repo }, strict)
export const SetPath = Type.Object({ owner: Owner, repo: Repo, id: SetId }, strict)
export const PullPath = Type.Object({ owner: Owner, repo: Repo, number: PullNumber }, strict)
export const IssuePath = Type.Object({ owner: Owner, repo: Repo, number: IssueNumber }, strict)
const Pair = Type.String({
  pattern: '^[1-9]\\d{0,8}\\.\\.\\.[1-9]\\d{0,8}$',
  description: 'two pull request numbers, such as 12...34',
})
export const ComparePath = Type.Object({ owner: Owner, repo: Repo, pair: Pair }, strict)
export const PairPath = Type.Object({ owner: Owner, repo: Repo, a: PullNumber, b: PullNumber }, strict)
export const FeedTokenPath = Type.Object(
  {
    owner: Owner,
    repo: Repo,
    token: Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'the id of a token of the feed' }),
  },
  strict,
)
export const ScanPath = Type.Object({ owner: Owner, repo: Repo, snapshot: Snapshot }, strict)
