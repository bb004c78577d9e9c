import type { SetDetail, SetSummary, WrittenDecision } from '../../domain/answers.ts'
import { keeperOf } from '../../domain/keeper.ts'
import type { MaintainerVerdict } from '../../domain/pair.ts'
import { repositoryPath } from '../../markup/repository-path.ts'
import { keeperSentence, putOffSentence } from '../../words/set-decision.ts'
import { verdictSentence } from '../../words/verdict.ts'
import { sendJson } from '../api/client.ts'
import { apiPath } from '../api/paths.ts'
import { forgetAhead } from '../api/read-ahead.ts'
import { act } from './actions.ts'
import { moveSet } from './open-sets.ts'

interface Place {
  owner: string
  repo: string
}

/** The verdict that a key or button gives. */
export const verdictOfKeys = { d: 'DUPLICATE', n: 'NOT_RELATED', c: 'COMPETING' } as const satisfies Record<
  string,
  MaintainerVerdict
>

/**
 * Says of the keeper and each of these members that they are duplicates, are none, or compete.
 * @param decides whether the set has nothing left to be judged then.
 */
export function judgeMembers(
  { owner, repo }: Place,
  set: SetSummary & Partial<Pick<SetDetail, 'edges'>>,
  others: readonly number[],
  verdict: MaintainerVerdict,
  decides: boolean,
): Promise<boolean> {
  const keeper = keeperOf(set).number
  const pairs = others.map((other) => {
    const [a, b] = [Math.min(keeper, other), Math.max(keeper, other)]
    const before = set.edges?.find((edge) => edge.a === a && edge.b === b)?.verdict
    return { a, b, before, path: apiPath(owner, repo, 'pairs', a, b, 'verdict') }
  })
  const sentences = pairs.map(({ a, b }) => verdictSentence(a, b, verdict))
  return act({
    sentence: sentences.length === 1 ? sentences[0]! : verdictSentence(keeper, others, verdict),
    path: repositoryPath(owner, repo, 'sets', set.id),
    assume: () => decides && moveSet(owner, repo, set.id, 'decided'),
    recant: () => decides && moveSet(owner, repo, set.id, 'open', 'decided'),
    async send() {
      for (const { path, before } of pairs) await sendJson('PUT', path, { verdict, seen: before ?? 'NONE' })
      forget({ owner, repo })
    },
    async undo() {
      for (const { path, before } of pairs)
        await (before === undefined
          ? sendJson('DELETE', `${path}?seen=${verdict}`)
          : sendJson('PUT', path, { verdict: before, seen: verdict }))
      forget({ owner, repo })
      if (decides) moveSet(owner, repo, set.id, 'open', 'decided')
    },
  })
}

/** Chooses the keeper of a set, which decides it. */
export function chooseKeeper(place: Place, set: SetSummary, keeper: number): Promise<boolean> {
  return decideSet(place, set, { keeper }, 'decided', keeperSentence(keeper))
}

/** Puts a set off until a day (2026-12-01), or until it changes. */
export function putOff(place: Place, set: SetSummary, until: string): Promise<boolean> {
  return decideSet(place, set, { until }, 'waiting', putOffSentence(keeperOf(set).number, until))
}

function decideSet(
  { owner, repo }: Place,
  set: SetSummary,
  body: { keeper?: number; until?: string },
  to: 'decided' | 'waiting',
  sentence: string,
): Promise<boolean> {
  const path = apiPath(owner, repo, 'duplicate-sets', set.id, 'decision')
  let written: WrittenDecision | undefined
  return act({
    sentence,
    path: repositoryPath(owner, repo, 'sets', set.id),
    assume: () => moveSet(owner, repo, set.id, to),
    recant: () => moveSet(owner, repo, set.id, 'open', to),
    async send() {
      written = await sendJson<WrittenDecision>('PUT', path, { ...body, version: set.decision.version })
      forget({ owner, repo })
    },
    async undo() {
      const version = written!.decision.version
      // A decision that no longer stood cannot be given again: it was of another set.
      const before = written!.before?.state === 'open' ? null : written!.before
      if (before == null) await sendJson('DELETE', `${path}?version=${version}`)
      else
        await sendJson('PUT', path, {
          version,
          ...(before.keeper === null ? {} : { keeper: before.keeper }),
          ...(before.until === null ? {} : { until: before.until }),
          ...(before.note === null ? {} : { note: before.note }),
        })
      forget({ owner, repo })
      moveSet(owner, repo, set.id, 'open', to)
    },
  })
}

/** A verdict may change any set; what two pull requests change stays what it was. */
function forget({ owner, repo }: Place): void {
  forgetAhead(apiPath(owner, repo, 'duplicate-sets'))
}
