/**
 * Why the API refuses a request: every sentence of its errors. Each says what was expected or what to do; a field comes
 * first, as it is spelled in the request. What a stranger sent stands in none of them unless its shape was checked.
 */
interface Repository {
  owner: string
  repo: string
}

const nameOf = ({ owner, repo }: Repository) => `${owner}/${repo}`

/** Requests that cannot be read. */
export const requestRefusals = {
  unreadable: 'the request cannot be read',
  longAddress: (most: number) => `the address is longer than ${most} characters`,
  brokenOff: 'the body broke off',
  notJsonType: 'the body must be JSON: content-type application/json',
  notJson: 'the body is not JSON',
  deepBody: (most: number) => `the body is nested deeper than ${most} levels`,
  largeBody: (most: number) => `the body is larger than ${most} bytes`,
  unknownField: (field: string) => `${field} is not known here`,
  wrongField: (field: string, expected: string) => `${field}: expected ${expected}`,
  fieldTwice: (field: string) => `${field} is given twice`,
  cursor: 'cursor: expected the nextCursor of an earlier answer with the same sort',
  since: (expected: string) => `since: expected ${expected}`,
  foreignOrigin:
    'another site’s page may not change anything here (behind a proxy that changes the Host header, set PUBLIC_URL)',
} as const

/** Addresses at which there is nothing, or nothing for this method. */
export const addressRefusals = {
  nothing: 'nothing lives at this address',
  noFile: 'there is no such file',
  notBuilt: 'the dashboard is not built: run npm run build',
  methods: (allowed: string) => `this address answers ${allowed}`,
  readOnly: 'only GET and HEAD are answered here',
  mcpMethod: 'MCP is spoken by POST here: it is stateless',
} as const

/** Who is asking, and what they may see. */
export const accessRefusals = {
  dashboardToken: 'the dashboard token is needed: log in, or send it as Authorization: Bearer',
  opsToken: 'the ops token is needed as Authorization: Bearer',
  wrongToken: (name: string) => `that is not the ${name} token`,
  feedToken: 'that token opens no feed here: it may have been revoked',
  noSetting: (setting: string) => `no ${setting} is set: there is nothing to log in to`,
  closedDashboard: 'set DASHBOARD_TOKEN (or DASHBOARD_PUBLIC=true) to open the dashboard',
  closedOps: 'set OPS_TRIGGER_TOKEN to open the ops endpoints',
  neverPublic: 'set DASHBOARD_TOKEN: this is never public',
  metrics: 'metrics are for the machine itself',
  logInToSee: 'log in to see whether there is such a repository here',
  wrongTokens: (most: number, withinSeconds: number, retryAfterSeconds: number) =>
    `more than ${most} wrong tokens within ${withinSeconds} s from this address: try again in ${retryAfterSeconds} s`,
} as const

/** What is not known of a repository. */
export const unknownRefusals = {
  repository: (repository: Repository) => `${nameOf(repository)} has not been scanned yet`,
  scan: 'there is no scan of this repository under this snapshot',
  notAllowed: (repository: Repository) => `${nameOf(repository)} is not in PUBLIC_SCAN_ALLOWED_REPOS`,
  pull: (repository: Repository, number: number) =>
    `${nameOf(repository)} has no pull request #${number} that a scan has listed`,
  pulls: (repository: Repository, a: number, b: number) =>
    `${nameOf(repository)} has no pull requests #${a} and #${b}: no scan has listed both`,
  comparedPull: (repository: Repository, number: number | undefined) =>
    `${nameOf(repository)}#${number} is not known: no scan has listed it`,
  unread: (repository: Repository, number: number) =>
    `the change of ${nameOf(repository)}#${number} has not been read yet`,
  set: (repository: Repository, id: string) =>
    `${nameOf(repository)} has no duplicate set ${id}: it may have been resolved`,
  issue: (repository: Repository, number: number) =>
    `no open pull request of ${nameOf(repository)} that a scan has listed closes issue #${number}`,
  token: 'there is no such token: it may have been revoked already',
} as const

/** Decisions and settings of maintainers. */
export const decisionRefusals = {
  samePull: 'b: expected another pull request than a',
  samePair: 'pair: expected two pull requests, not one twice',
  keeperOrUntil: 'keeper: expected a member of the set, or until: a day, or "change"',
  keeper: 'keeper: expected a member of the set',
  until: 'until: expected a day to come, such as 2026-12-01, or "change"',
  template: (problem: string) => `template: ${problem}`,
  templateChanged: 'another maintainer has changed the comment meanwhile: look again',
  manyFeedTokens: (most: number) => `there are ${most} tokens already: revoke one first`,
} as const

/** Changes that are checked before a pull request is opened. */
export const checkRefusals = {
  noPatch: 'patch: expected a unified diff, or paths in its place',
  noDiff: 'patch: expected a unified diff as git prints it, beginning with "diff --git a/… b/…"',
  largePatch: (most: number) => `patch: it is larger than ${most} bytes (2 MB)`,
  nulByte: 'patch: it holds a NUL byte, which no diff that git prints has',
  empty: 'patch: it is empty: there is no change to look for',
  anotherRepository: (files: number, branch: string, repository: string, path: string) =>
    `patch: ${files === 1 ? 'the file that it changes is not' : `none of the ${files} files that it changes is`} on ${branch} of ${repository} (${path}): is it of another repository?`,
  manyChecks: 'many changes are being checked: try again in a few seconds',
  manyFromHere: (most: number, retryAfterSeconds: number) =>
    `more than ${most} checks within a minute from this address: try again in ${retryAfterSeconds} s`,
} as const

/** GitHub's deliveries. */
export const deliveryRefusals = {
  notTaken: 'GITHUB_MODE is public: webhooks are taken in app and hybrid',
  notSigned: 'X-Hub-Signature-256 is missing',
  wrongSignature: 'X-Hub-Signature-256 is not that of this payload',
  missing: (header: string) => `${header} is missing`,
  large: (most: number) => `the payload is larger than ${most} bytes`,
  many: 'too many payloads are being received: try again in a moment',
  notJson: 'the payload is not JSON: set the webhook’s content type to application/json',
  notAsDescribed: (event: string) => `the payload of ${event} is not as GitHub describes it`,
} as const

/** What is wrong on this side. */
export const outageRefusals = {
  diskFull:
    'the disk of the server is full: free space or enlarge the volume that DATA_DIR is on, then try again',
  noServer: 'a server behind this one does not answer: try again in a moment',
  internal: 'something went wrong here; the log says what',
  manyStreams: (most: number) => `more than ${most} event streams are open: close some`,
} as const
