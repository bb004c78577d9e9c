/**
 * The part of GitHub's GraphQL schema that the model answers. All of it takes seconds to read on a busy machine, so a
 * test of its own holds this part, and what the product asks, against the whole (npm's @octokit/graphql-schema).
 */
export const modelSchema = `
scalar DateTime
scalar GitObjectID

type Query {
  rateLimit(dryRun: Boolean = false): RateLimit
  nodes(ids: [ID!]!): [Node]!
}
type RateLimit { cost: Int! limit: Int! nodeCount: Int! remaining: Int! resetAt: DateTime! used: Int! }
interface Node { id: ID! }
type PullRequest implements Node {
  id: ID!
  number: Int!
  updatedAt: DateTime!
  headRefOid: GitObjectID!
  isDraft: Boolean!
  mergeable: MergeableState!
  reviewDecision: PullRequestReviewDecision
  latestOpinionatedReviews(after: String, before: String, first: Int, last: Int, writersOnly: Boolean = false): PullRequestReviewConnection
  commits(after: String, before: String, first: Int, last: Int): PullRequestCommitConnection!
  closingIssuesReferences(after: String, before: String, first: Int, last: Int, userLinkedOnly: Boolean = false): IssueConnection
}
enum MergeableState { CONFLICTING MERGEABLE UNKNOWN }
enum PullRequestReviewDecision { APPROVED CHANGES_REQUESTED REVIEW_REQUIRED }
enum PullRequestReviewState { APPROVED CHANGES_REQUESTED COMMENTED DISMISSED PENDING }
enum StatusState { ERROR EXPECTED FAILURE PENDING SUCCESS }
enum IssueState { CLOSED OPEN }
type PullRequestReviewConnection { nodes: [PullRequestReview] }
type PullRequestReview { state: PullRequestReviewState! }
type PullRequestCommitConnection { nodes: [PullRequestCommit] }
type PullRequestCommit { commit: Commit! }
type Commit { oid: GitObjectID! committedDate: DateTime! statusCheckRollup: StatusCheckRollup }
type StatusCheckRollup { state: StatusState! }
type IssueConnection { nodes: [Issue] }
type Issue { number: Int! title: String! state: IssueState! repository: Repository! }
type Repository { nameWithOwner: String! }
`
