import { readStanding } from '../domain/pull-standing.ts'
import { AppError } from '../errors.ts'
import { type Delivery, isDelivery } from '../queue/deliveries.ts'
import { deliveryRefusals } from '../words/refusals.ts'

type Json = Record<string, unknown>

/** Actions after which a pull request's change, or who is in its sets, may be other than before. */
const refreshing = ['opened', 'synchronize', 'reopened', 'closed']
/**
 * Actions that say something about the pull request itself; others (labels, reviewers …) say nothing that counts here.
 */
const telling = [...refreshing, 'edited', 'converted_to_draft', 'ready_for_review']

/** Events that something may be done about (takeFacts). */
const tellingEvents = [
  'pull_request',
  'installation',
  'installation_target',
  'installation_repositories',
  'repository',
]

/** Whether a payload of the event is worth reading at all. */
export const isTelling = (event: string): boolean => tellingEvents.includes(event)

/**
 * Takes from a webhook's payload what a job needs.
 * @returns null for an event or an action that nothing is done about.
 * @throws AppError BAD_REQUEST when a field that is needed has not the type that GitHub describes.
 */
export function readDeliveryFacts(event: string, payload: unknown): Delivery | null {
  if (!isObject(payload)) throw wrong(event)
  const facts = takeFacts(event, payload)
  if (facts === null) return null
  if (!isDelivery(facts)) throw wrong(event)
  return facts
}

const wrong = (event: string) =>
  new AppError('BAD_REQUEST', deliveryRefusals.notAsDescribed(event.replace(/[^\w-]/g, '').slice(0, 40)))

/** What it makes is checked against the job's own schema: a field of a wrong type comes out as one. */
function takeFacts(event: string, payload: Json): unknown {
  const action = payload.action
  switch (event) {
    case 'pull_request':
      return typeof action === 'string' && telling.includes(action) ? takePull(action, payload) : null
    case 'installation':
      return takeInstallation(action, payload)
    case 'installation_target': {
      // The account has another name, and with it every repository of it.
      const { from } = object(object(payload.changes).login)
      return action === 'renamed' && from !== undefined
        ? { kind: 'account-moved', from, to: object(payload.account).login }
        : null
    }
    case 'installation_repositories':
      return {
        kind: 'repositories',
        added: names(payload.repositories_added),
        removed: names(payload.repositories_removed),
      }
    case 'repository':
      return takeRepository(action, payload)
    default:
      return null
  }
}

function takePull(action: string, payload: Json): unknown {
  const pull = object(payload.pull_request)
  const changes = object(payload.changes)
  const isMerged = typeof pull.merged_at === 'string'
  return {
    kind: 'pull',
    ...place(payload.repository),
    // Another base makes another change.
    refresh: refreshing.includes(action) || 'base' in changes,
    pull: {
      number: pull.number,
      title: pull.title,
      body: pull.body ?? '',
      author: pull.user == null ? null : object(pull.user).login,
      state: isMerged
        ? 'MERGED'
        : pull.state === 'open'
          ? 'OPEN'
          : pull.state === 'closed'
            ? 'CLOSED'
            : pull.state,
      draft: pull.draft ?? false,
      url: isWebUrl(pull.html_url) ? pull.html_url : null,
      baseRef: object(pull.base).ref,
      headSha: isSha(object(pull.head).sha) ? object(pull.head).sha : null,
      createdAt: pull.created_at,
      updatedAt: pull.updated_at,
      closedAt: pull.closed_at ?? null,
      mergedAt: pull.merged_at ?? null,
      // Of an open pull request it names GitHub's trial merge, which is no contributor's commit.
      mergeCommitSha: isMerged && isSha(pull.merge_commit_sha) ? pull.merge_commit_sha : null,
      standing: readStanding(pull),
    },
  }
}

function takeInstallation(action: unknown, payload: Json): unknown {
  const isGone = action === 'deleted' || action === 'suspend'
  if (!isGone && action !== 'created' && action !== 'unsuspend' && action !== 'new_permissions_accepted')
    return null
  // GitHub may leave the list out where the App is on all repositories.
  const { login } = object(object(payload.installation).account)
  if (payload.repositories === undefined && login !== undefined)
    return { kind: 'account', owner: login, removed: isGone }
  const listed = names(payload.repositories)
  return { kind: 'repositories', added: isGone ? [] : listed, removed: isGone ? listed : [] }
}

function takeRepository(action: unknown, payload: Json): unknown {
  const now = place(payload.repository)
  const changes = object(payload.changes)
  switch (action) {
    case 'renamed':
      return {
        kind: 'moved',
        from: { ...now, repo: object(object(object(changes.repository).name)).from },
        to: now,
      }
    case 'transferred': {
      const from = object(object(changes.owner).from)
      return { kind: 'moved', from: { ...now, owner: object(from.user ?? from.organization).login }, to: now }
    }
    case 'deleted':
    case 'archived':
      return action === 'deleted' ? { kind: 'repositories', added: [], removed: [now] } : null
    case 'privatized':
    case 'publicized':
      return { kind: 'visibility', ...now, private: action === 'privatized' }
    default:
      return null
  }
}

function place(repository: unknown): { owner: unknown; repo: unknown } {
  const { owner, name } = object(repository)
  return { owner: object(owner).login, repo: name }
}

/** Owner and name of each. */
function names(repositories: unknown): unknown {
  if (repositories === undefined) return []
  if (!Array.isArray(repositories)) return repositories
  return repositories.map((repository) => {
    const [owner, repo] = String(object(repository).full_name).split('/', 2)
    return { owner, repo }
  })
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const object = (value: unknown): Json => (isObject(value) ? value : {})
const isSha = (value: unknown): boolean =>
  typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value)
const isWebUrl = (value: unknown): boolean => typeof value === 'string' && /^https?:\/\//.test(value)
