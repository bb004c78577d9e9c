import { Type } from '@sinclair/typebox'
import { channels, fileStatuses } from '../domain/alignment.ts'
import { categories, maintainerVerdicts, relations } from '../domain/pair.ts'
import { checkStates, mergeables, reviewDecisions } from '../domain/pull-facts.ts'
import { autoMerges } from '../domain/pull-standing.ts'
import { ownerPattern, repoPattern } from '../domain/repository.ts'
import { snapshotPattern } from '../domain/scan.ts'
import { decisionStates, setChanges } from '../domain/set-decision.ts'
import { mergeOutcomes, mostConflictFiles, mostMerged } from '../domain/what-if.ts'
import { setKinds, setSorts } from '../postgres/read-duplicate-sets.ts'
import { pullKinds, pullSorts } from '../postgres/read-pulls.ts'
import { sinceExpected, sincePattern } from '../report/since.ts'

/** What may come in. A description is what an error says is expected. */
const strict = { additionalProperties: false } as const
const oneOf = <T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>(
    Type.String({
      enum: [...values],
      pattern: `^(?:${values.join('|')})$`,
      description: `one of ${values.join(', ')}`,
    }),
  )

const Owner = Type.String({
  pattern: ownerPattern,
  description: 'a GitHub login: letters, digits and inner hyphens, at most 39',
})
const Repo = Type.String({
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
const Snapshot = Type.String({
  pattern: snapshotPattern,
  description: 'a snapshot: 1 to 120 letters, digits or . _ : -',
})

const paging = {
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50, description: 'a whole number from 1 to 100' }),
  cursor: Type.Optional(Type.String({ maxLength: 500, description: 'the nextCursor of an earlier answer' })),
}
const filters = {
  minScore: Type.Number({ minimum: 0, maximum: 1, default: 0, description: 'a number from 0 to 1' }),
  category: Type.Optional(oneOf(categories)),
  state: Type.Optional(oneOf(['OPEN', 'CLOSED', 'MERGED', 'ALL'] as const)),
  q: Type.Optional(
    Type.String({
      maxLength: 200,
      pattern: '^[^\\u0000]*$',
      description: 'at most 200 characters to look for',
    }),
  ),
}

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
const Note = Type.String({
  maxLength: 2_000,
  pattern: '^[^\\u0000]*$',
  description: 'at most 2000 characters',
})
export const VerdictBody = Type.Object(
  {
    verdict: oneOf(maintainerVerdicts),
    note: Type.Optional(Note),
    seen: Type.Optional(oneOf([...maintainerVerdicts, 'NONE'] as const)),
  },
  strict,
)
export const VerdictQuery = Type.Object({ seen: Type.Optional(oneOf(maintainerVerdicts)) }, strict)
const Version = Type.String({
  pattern: '^[0-9a-f]{32}\\.\\d{1,20}$',
  description: 'the version of the decision that was read',
  examples: ['8e1b33984b88927ea79c7559bb6aa3f0.0'],
})
export const DecisionBody = Type.Object(
  {
    keeper: Type.Optional(PullNumber),
    until: Type.Optional(
      Type.String({
        pattern: '^(?:change|\\d{4}-\\d{2}-\\d{2})$',
        description: 'a day to come, such as 2026-12-01, or "change"',
        examples: ['change'],
      }),
    ),
    note: Type.Optional(Note),
    version: Type.Optional(Version),
  },
  strict,
)
export const DecisionQuery = Type.Object({ version: Type.Optional(Version) }, strict)
const noNul = '^[^\\u0000]*$'
/** Bytes of a patch that is checked. Escaped in JSON it may come to several times as many. */
export const largestPatch = 2 * 1024 * 1024
export const CheckBody = Type.Object(
  {
    patch: Type.Optional(Type.String({ description: 'a unified diff, as git diff prints it, at most 2 MB' })),
    paths: Type.Optional(
      Type.Array(
        Type.String({
          minLength: 1,
          maxLength: 1_000,
          pattern: '^[^\\u0000-\\u001f"\\\\]+$',
          description: 'a path in the repository, without quotes and control characters',
        }),
        { minItems: 1, maxItems: 200, description: '1 to 200 paths in the repository' },
      ),
    ),
    title: Type.Optional(
      Type.String({ maxLength: 300, pattern: noNul, description: 'at most 300 characters' }),
    ),
    body: Type.Optional(
      Type.String({ maxLength: 65_536, pattern: noNul, description: 'at most 65536 characters' }),
    ),
    base: Type.Optional(
      Type.String({ minLength: 1, maxLength: 250, pattern: noNul, description: 'the name of a branch' }),
    ),
  },
  strict,
)
export const ScanPath = Type.Object({ owner: Owner, repo: Repo, snapshot: Snapshot }, strict)
export const SetQuery = Type.Object(
  {
    ...filters,
    ...paging,
    sort: Type.Optional(oneOf(setSorts)),
    is: Type.Optional(oneOf(setKinds)),
    decision: Type.Optional(oneOf(decisionStates)),
  },
  strict,
)
export const PullQuery = Type.Object(
  { ...filters, ...paging, sort: Type.Optional(oneOf(pullSorts)), is: Type.Optional(oneOf(pullKinds)) },
  strict,
)
export const PullDetailQuery = Type.Object({ include: Type.Optional(oneOf(['candidates'] as const)) }, strict)
export const PageQuery = Type.Object(paging, strict)
export const NoQuery = Type.Object({}, strict)
export const FeedQuery = Type.Object(
  {
    token: Type.Optional(
      Type.String({
        pattern: '^[\\w-]{1,100}$',
        description: 'a token of this feed, as the dashboard makes them',
      }),
    ),
  },
  strict,
)
export const ReportQuery = Type.Object(
  { since: Type.String({ pattern: sincePattern, default: '7d', description: sinceExpected }) },
  strict,
)
export const SessionBody = Type.Object(
  {
    token: Type.String({
      minLength: 1,
      maxLength: 500,
      description: 'the dashboard token, or the ops token',
    }),
    for: Type.Optional(oneOf(['dashboard', 'ops'] as const)),
  },
  strict,
)
export const TriggerBody = Type.Object(
  {
    owner: Owner,
    repo: Repo,
    maxOpenPrs: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100_000, description: 'a whole number from 1 to 100000' }),
    ),
    snapshot: Type.Optional(Snapshot),
  },
  strict,
)

/** What goes out, for the description of the API. */
export const nullable = <T extends Parameters<typeof Type.Optional>[0]>(schema: T) =>
  Type.Union([schema, Type.Null()])
const Time = Type.String({ format: 'date-time' })
const names = (what: string) => nullable(Type.Array(Type.String(), { description: `${what}; null: unknown` }))
const PullFacts = {
  number: Type.Integer(),
  title: Type.String(),
  author: nullable(Type.String()),
  state: Type.String({ enum: ['OPEN', 'CLOSED', 'MERGED'] }),
  draft: Type.Boolean(),
  url: nullable(Type.String()),
  headSha: Type.String(),
  landed: nullable(Type.Object({ sha: Type.String(), committedAt: Type.String() })),
  createdAt: Time,
  authorAssociation: nullable(
    Type.String({ description: 'what the author is to the repository, as GitHub says it; null: unknown' }),
  ),
  labels: names('names of labels'),
}
const PullStandingAnswer = Type.Object({
  nodeId: nullable(Type.String({ description: "its id in GitHub's GraphQL API; null: unknown" })),
  requestedReviewers: names('logins'),
  requestedTeams: names('slugs of teams'),
  assignees: names('logins'),
  autoMerge: nullable(
    Type.String({
      enum: [...autoMerges],
      description: 'how it will be merged once it may be; NONE: not by itself; null: unknown',
    }),
  ),
  stack: nullable(
    Type.Object(
      {
        number: Type.Integer(),
        size: nullable(Type.Integer()),
        position: nullable(Type.Integer()),
        baseRef: Type.String(),
      },
      { description: "GitHub's own stack that it belongs to; null: none is known" },
    ),
  ),
})
export const PullAnswer = Type.Object(PullFacts)
/** A pull request of the review queue with the strongest suggestion about it. */
export const QueuedPullAnswer = Type.Object({
  ...PullFacts,
  top: nullable(
    Type.Object({
      number: Type.Integer(),
      category: oneOf(categories),
      relation: nullable(Type.String({ enum: [...relations] })),
      score: Type.Number({ minimum: 0, maximum: 1 }),
    }),
  ),
})
/** One pull request with its text and the state of its analysis. */
export const PullDetailFacts = {
  ...PullFacts,
  ...PullStandingAnswer.properties,
  body: Type.String(),
  baseRef: nullable(Type.String()),
  headFirstSeenAt: Type.String({ format: 'date-time' }),
  analysis: nullable(
    Type.Object(
      {
        headSha: Type.String(),
        baseSha: nullable(Type.String()),
        degraded: nullable(Type.String({ description: 'why it was not read wholly' })),
        analyzedAt: Type.String({ format: 'date-time' }),
        firstCommitAt: nullable(Type.String()),
      },
      { description: 'null: its present head was not analysed yet' },
    ),
  ),
}
const Share = nullable(Type.Number({ minimum: 0, maximum: 1 }))
const SharedLines = Type.Object(
  { count: Type.Integer(), lines: Type.Array(Type.String()) },
  { description: 'how many lines both have; the first of them' },
)
const Paths = Type.Array(Type.String())
const Remainder = Type.Object(
  {
    productionFiles: Paths,
    testFiles: Paths,
    docsFiles: Paths,
    addedLines: Type.Integer(),
    removedLines: Type.Integer(),
  },
  { description: 'what only this one has' },
)
const EvidenceAnswer = Type.Object(
  {
    reasons: Type.Array(Type.String(), { description: 'the deciding one first' }),
    whyNotHigher: nullable(
      Type.String({ description: 'what would have to be different for a higher category' }),
    ),
    sharedProductionPaths: Paths,
    sharedAddedLines: SharedLines,
    sharedRemovedLines: SharedLines,
    sharedSymbols: Type.Array(Type.String()),
    sharedTests: Paths,
    sharedDocs: Paths,
    sharedIssues: Type.Array(Type.String(), { description: 'as written: #123, PROJ-12' }),
    closedByBoth: Type.Optional(Type.Array(Type.String())),
    containment: Type.Object(
      { aInB: Share, bInA: Share },
      { description: 'the share of the one that the other has too; null: it has nothing that could be had' },
    ),
    onlyA: Remainder,
    onlyB: Remainder,
    first: Type.Object({
      number: Type.Integer(),
      by: Type.String({ enum: ['opened', 'commit author date', 'number'] }),
    }),
    ownVerdicts: Type.Optional(
      Type.Object(
        { scoreBefore: Type.Number(), pairs: Type.Integer(), duplicates: Type.Integer() },
        { description: "what the maintainers' verdicts on pairs of this category have moved the score from" },
      ),
    ),
  },
  { description: 'facts that a person can check' },
)
const Relation = nullable(Type.String({ enum: [...relations] }))
export const EdgeAnswer = Type.Object({
  a: Type.Integer(),
  b: Type.Integer(),
  category: oneOf(categories),
  relation: Relation,
  score: Type.Number({ minimum: 0, maximum: 1 }),
  signals: Type.Record(Type.String(), Type.Number()),
  evidence: EvidenceAnswer,
  verdict: Type.Optional(oneOf(maintainerVerdicts)),
  claimed: Type.Optional(
    nullable(
      Type.Object(
        { category: oneOf(categories), relation: Relation, score: Type.Number({ minimum: 0, maximum: 1 }) },
        { description: 'what the comparison said before the verdict; null: it had found nothing' },
      ),
    ),
  ),
})
const Review = Type.String({
  enum: [...reviewDecisions],
  description: 'what reviewers have decided; NONE: nothing, and nothing is asked for; null: unknown',
})
const DecisionAnswer = Type.Object(
  {
    state: Type.String({
      enum: [...decisionStates],
      description:
        'open: to be decided. waiting: put off. decided: a keeper was chosen or each pair has a verdict, and nothing has changed since. closed: nothing is left to be closed',
    }),
    keeper: nullable(Type.Integer({ description: 'the member that was chosen' })),
    until: nullable(Type.String({ description: 'what it was put off until: a day, or "change"' })),
    note: nullable(Type.String()),
    byWords: Type.Boolean({ description: 'it came of verdicts on all of its pairs' }),
    saidAt: nullable(Time),
    changes: Type.Array(
      Type.Object({ number: Type.Integer(), what: Type.String({ enum: [...setChanges] }) }, strict),
      { description: 'what has changed since' },
    ),
    version: Type.String({
      examples: ['8e1b33984b88927ea79c7559bb6aa3f0.0'],
      description: 'to be sent along with a decision: one that is stale answers 409',
    }),
  },
  strict,
)
export const WrittenDecisionAnswer = Type.Object(
  {
    decision: DecisionAnswer,
    before: Type.Union([DecisionAnswer, Type.Null()], { description: 'what it stands in the place of' }),
  },
  strict,
)
const SetFacts = {
  id: Type.String(),
  category: oneOf(categories),
  score: Type.Number({ minimum: 0, maximum: 1 }),
  original: Type.Integer(),
  alreadyMerged: nullable(Type.Integer()),
  reason: Type.String(),
  decision: DecisionAnswer,
}
const MemberFacts = {
  ...PullFacts,
  review: nullable(Review),
  role: Type.String({ enum: ['original', 'duplicate', 'merged'] }),
}
export const ChangeSizes = nullable(
  Type.Array(
    Type.Object({
      channel: Type.String({ enum: [...channels] }),
      files: Type.Integer(),
      added: Type.Integer(),
      removed: Type.Integer(),
      paths: Type.Array(Type.String(), { description: 'the first ones' }),
    }),
    { description: 'what its change consists of; null: it was not read yet' },
  ),
)
const SetSummaryAnswer = Type.Object({ ...SetFacts, members: Type.Array(Type.Object(MemberFacts)) })
export const SetAnswer = Type.Object({
  ...SetFacts,
  members: Type.Array(Type.Object({ ...MemberFacts, channels: ChangeSizes })),
  edges: Type.Array(EdgeAnswer),
  issueGroups: Type.Array(Type.Object({ number: Type.Integer(), closing: Type.Integer() }), {
    description:
      'issues that a member and at least one other open pull request close, and how many open ones do; at most 20',
  }),
  publicPage: nullable(
    Type.String({ description: "the repository's page that everybody may read; null: there is none" }),
  ),
  closeComment: nullable(
    Type.String({
      description: "the repository's own template of the close plan's comment; null: it has none",
    }),
  ),
})
const MergeResult = {
  outcome: Type.String({
    enum: [...mergeOutcomes],
    description: 'EMPTY: it merges and changes nothing more; UNKNOWN: it could not be tried',
  }),
  files: Type.Array(Type.String(), {
    maxItems: mostConflictFiles,
    description: 'paths in conflict, the first of them',
  }),
  fileCount: Type.Integer({ description: 'how many are in conflict' }),
  reason: nullable(Type.String({ description: 'why it is unknown' })),
}
export const WhatIfAnswer = Type.Object({
  state: oneOf(['ready', 'computing', 'unavailable'] as const),
  reason: nullable(Type.String({ description: 'why it is unavailable' })),
  branch: Type.String({
    description: 'what they are merged into: the branch that all target, or the default one',
  }),
  tip: nullable(Type.String({ description: 'its commit; null: not known yet' })),
  lookedAt: nullable({ ...Time, description: 'when the branch stood there' }),
  pulls: Type.Array(
    Type.Object({
      number: PullNumber,
      headSha: Type.String(),
      baseRef: nullable(Type.String()),
      ...MergeResult,
    }),
    { maxItems: mostMerged, description: 'what each comes to now, in order of number' },
  ),
  pairs: Type.Array(Type.Object({ after: PullNumber, number: PullNumber, ...MergeResult }), {
    description:
      'what each comes to once `after` is merged; nothing comes after one that does not merge itself',
  }),
  leftOut: Type.Array(PullNumber, { description: `open ones beyond the first ${mostMerged}` }),
})
const IssueFacts = {
  number: Type.Integer(),
  url: nullable(Type.String()),
  title: nullable(Type.String({ description: 'null: unknown' })),
  state: nullable(Type.String({ enum: ['OPEN', 'CLOSED'], description: 'null: unknown' })),
  closing: Type.Integer({ description: 'open pull requests that say they close it' }),
}
export const IssueGroupAnswer = Type.Object({
  ...IssueFacts,
  mentioning: Type.Integer({ description: 'open pull requests that only mention it' }),
  pulls: Type.Array(PullAnswer, { description: 'the first 20 of those that close it, in order of number' }),
})
const size = Type.Object({ files: Type.Integer(), added: Type.Integer(), removed: Type.Integer() })
export const IssueGroupDetailAnswer = Type.Object({
  ...IssueFacts,
  members: Type.Array(
    Type.Object({
      ...PullFacts,
      baseRef: nullable(Type.String()),
      checks: nullable(
        Type.String({ enum: [...checkStates], description: 'NONE: it has none; null: unknown' }),
      ),
      review: nullable(Review),
      mergeable: nullable(Type.String({ enum: [...mergeables], description: 'null: unknown' })),
      askedAt: nullable(
        Type.String({ format: 'date-time', description: 'when GitHub said these three; null: never' }),
      ),
      lastCommitAt: nullable(Time),
      size: nullable(size),
      tests: nullable(size),
      containedIn: nullable(
        Type.Array(Type.Object({ number: Type.Integer(), share: Type.Number({ minimum: 0, maximum: 1 }) }), {
          description: 'pull requests that have all but a twentieth of its change; null: it was not read',
        }),
      ),
      set: nullable(Type.String({ description: 'the duplicate set that it stands in' })),
    }),
    { description: 'the keeper table: open ones that close it, in order of number, the first 100' },
  ),
  mentions: Type.Array(PullAnswer, { description: 'open ones that only mention it, the first 100' }),
  whatIf: WhatIfAnswer,
  ended: Type.Array(PullAnswer, {
    description: 'those that closed it, or would have, and are not open any more: the last 100',
  }),
})
const ScanAnswer = Type.Object({
  id: Type.Integer(),
  snapshot: Type.String(),
  state: Type.String({ enum: ['waiting', 'active', 'done', 'failed', 'paused'] }),
  source: Type.String(),
  actor: nullable(Type.String()),
  listed: Type.Integer(),
  analyzed: Type.Integer(),
  unchanged: Type.Integer(),
  failed: Type.Integer(),
  degraded: Type.Integer(),
  githubRequests: Type.Integer(),
  githubLimit: nullable(Type.Integer()),
  graphqlPoints: Type.Integer({ description: "of GitHub's GraphQL points" }),
  factsProblem: nullable(
    Type.String({ description: 'why checks and reviews of some pull requests are unknown or old' }),
  ),
  setsFound: nullable(Type.Integer()),
  error: nullable(Type.String()),
  resumesAt: nullable(Time),
  createdAt: Time,
  startedAt: nullable(Time),
  finishedAt: nullable(Time),
})
export const RepositoryAnswer = Type.Object({
  owner: Type.String(),
  name: Type.String(),
  url: nullable(Type.String()),
  openPulls: Type.Integer(),
  duplicateSets: Type.Integer(),
  rulesProblem: nullable(Type.String()),
  lastScan: nullable(ScanAnswer),
})
export const HealthAnswer = Type.Object({
  ok: Type.Boolean(),
  checks: Type.Record(Type.String(), Type.String({ enum: ['up', 'down'] })),
  version: Type.String(),
})
export const ErrorAnswer = Type.Object({
  error: Type.Object({
    code: Type.String(),
    message: Type.String(),
    details: Type.Optional(Type.Object({}, { additionalProperties: true })),
  }),
})
export const page = <T extends Parameters<typeof Type.Array>[0]>(item: T) =>
  Type.Object({ items: Type.Array(item), nextCursor: nullable(Type.String()) })
export const SetsAnswer = Type.Composite([
  page(SetSummaryAnswer),
  Type.Object({
    counts: Type.Record(oneOf(['ALL', ...categories, ...setKinds]), Type.Integer(), {
      description:
        'how many there are of each category under the chosen `is`, of each `is` under the chosen category, and of ALL under neither',
    }),
    decisions: Type.Object(
      Object.fromEntries(decisionStates.map((state) => [state, Type.Integer()])) as Record<
        (typeof decisionStates)[number],
        ReturnType<typeof Type.Integer>
      >,
      { ...strict, description: 'how many stand where in the queue, as they are narrowed otherwise' },
    ),
    decidedAt: Type.Array(Time, {
      description: 'when sets were decided within the last 36 hours, the last one first, at most 1000',
    }),
    openPulls: Type.Integer({ description: 'open pull requests that are known' }),
    comparedAt: nullable(
      Type.String({
        format: 'date-time',
        description: 'when the last scan was done; null: nothing was compared so far',
      }),
    ),
  }),
])
const IncompleteAnswer = Type.Object({
  total: Type.Integer(),
  items: Type.Array(
    Type.Object({
      number: Type.Integer(),
      outcome: Type.String({ enum: ['analyzed', 'unchanged', 'failed'] }),
      reason: Type.String(),
    }),
    { description: 'the first 20 of those that were not read at all (failed), or in part, and why' },
  ),
})
export const ScansAnswer = Type.Composite([
  page(Type.Composite([ScanAnswer, Type.Object({ incomplete: IncompleteAnswer })])),
  Type.Object({ openPulls: Type.Integer(), nextScanAt: nullable(Time) }),
])

const share = (what: string) =>
  nullable(Type.Number({ minimum: 0, maximum: 1, description: `${what}; null: unknown` }))
export const CheckAnswer = Type.Object({
  matches: Type.Array(
    Type.Object(
      {
        number: Type.Integer(),
        title: Type.String(),
        author: nullable(Type.String()),
        state: Type.String({ enum: ['OPEN', 'CLOSED', 'MERGED'] }),
        landed: PullFacts.landed,
        url: nullable(Type.String()),
        category: oneOf(categories),
        relation: nullable(Type.String({ enum: [...relations] })),
        score: Type.Number({ minimum: 0, maximum: 1 }),
        reasons: Type.Array(Type.String()),
        containment: Type.Object(
          {
            ofYours: share('the share of your change that it has'),
            ofTheirs: share('the share of its change that yours has'),
          },
          strict,
        ),
        sharedPaths: Type.Array(Type.String(), { description: 'files that both change' }),
        sharedLines: Type.Object(
          { count: Type.Integer(), lines: Type.Array(Type.String(), { maxItems: 5 }) },
          { ...strict, description: 'lines that both add; the first five' },
        ),
        compareUrl: Type.String({ description: 'its page in the dashboard' }),
      },
      strict,
    ),
    { maxItems: 5, description: 'best first, at most five' },
  ),
  landed: nullable(
    Type.Object(
      {
        sha: Type.String(),
        subject: Type.String(),
        committedAt: Time,
        atTip: Type.Optional(
          Type.Boolean({
            description:
              'true: the commit is the tip of the default branch, at which all of the change is there; which one brought it is not known',
          }),
        ),
      },
      strict,
    ),
  ),
  compared: Type.Object(
    {
      open: Type.Integer({ description: 'open pull requests that it was compared with' }),
      closed: Type.Integer({ description: 'closed and merged ones' }),
      of: Type.Integer({ description: 'open pull requests that are known' }),
      ageSeconds: nullable(
        Type.Integer({ description: 'since the last scan was done; null: none was done yet' }),
      ),
    },
    strict,
  ),
})

const AlignedLine = nullable(
  Type.Object({
    sign: Type.String({ enum: [' ', '+', '-'] }),
    text: Type.String(),
    at: Type.Integer({ description: 'its number in the file afterwards; of a removed line, before' }),
  }),
)
const Status = nullable(Type.String({ enum: [...fileStatuses] }))
/** Two changes beside each other. */
export const AlignmentFacts = {
  deciding: Type.String({ enum: [...channels] }),
  moreFiles: Type.Integer({ description: 'files beyond those given' }),
  files: Type.Array(
    Type.Object({
      path: Type.String(),
      channel: Type.String({ enum: [...channels] }),
      a: Status,
      b: Status,
      unknown: Type.Boolean({ description: 'the content of a side is not known' }),
      counts: Type.Object({ shared: Type.Integer(), onlyA: Type.Integer(), onlyB: Type.Integer() }),
      rows: Type.Array(
        Type.Object({
          a: AlignedLine,
          b: AlignedLine,
          shared: Type.Boolean({ description: 'both change the same line in the same way' }),
          gap: Type.Boolean({ description: 'lines were left out before this one' }),
        }),
      ),
      more: Type.Integer({ description: 'rows beyond those given' }),
    }),
  ),
}
export const TriggerAnswer = Type.Object({
  enqueued: Type.Boolean(),
  duplicate: Type.Optional(Type.Boolean()),
  state: Type.Optional(
    Type.String({ description: 'of its job, where there was one already, as the queue calls it' }),
  ),
  jobId: Type.String(),
  owner: Type.String(),
  repo: Type.String(),
  snapshot: Type.String(),
  statusUrl: Type.String(),
})
export const ScanStateAnswer = Type.Object({
  owner: Type.String(),
  repo: Type.String(),
  snapshot: Type.String(),
  state: ScanAnswer.properties.state,
  progress: Type.Object({
    listed: Type.Integer(),
    analyzed: Type.Integer(),
    unchanged: Type.Integer(),
    failed: Type.Integer(),
  }),
  degraded: Type.Integer({ description: 'of those, how many were not read wholly' }),
  resumesAt: nullable(Time),
  error: nullable(Type.String()),
  actor: nullable(Type.String()),
  createdAt: Time,
  finishedAt: nullable(Time),
})
