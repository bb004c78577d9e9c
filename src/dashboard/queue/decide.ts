import type { SetDetail, SetSummary, WrittenDecision, WrittenVerdictAnswer } from '../../domain/answers.ts'
import { keeperOf } from '../../domain/keeper.ts'
import type { MaintainerVerdict } from '../../domain/pair.ts'
import type { SetDecision } from '../../domain/set-decision.ts'
import { repositoryPath } from '../../markup/repository-path.ts'
import { keeperSentence, putOffSentence } from '../../words/set-decision.ts'
import { verdictSentence } from '../../words/verdict.ts'
import { ApiError, sendJson } from '../api/client.ts'
import { apiPath } from '../api/paths.ts'
import { forgetAhead } from '../api/read-ahead.ts'
import { act } from './actions.ts'
import { moveSet } from './open-sets.ts'
import { forgetWord, lastSent, writeWord } from './own-words.ts'

/** What is said of a set: whom to keep, or when to look again. */
interface Word {
  keeper?: number
  until?: string
}

interface Place {
  owner: string
  repo: string
}

/** The API's path of what is said of a pair. */
export const verdictPath = ({ owner, repo }: Place, one: number, other: number): string =>
  apiPath(owner, repo, 'pairs', Math.min(one, other), Math.max(one, other), 'verdict')

/** The verdict that a key or button gives. */
export const verdictOfKeys = { d: 'DUPLICATE', n: 'NOT_RELATED', c: 'COMPETING' } as const satisfies Record<
  string,
  MaintainerVerdict
>

/** The service cannot tell for which changes a verdict was given; within so long they are those that were shown. */
const verdictGoodForMs = 300_000

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
    return { a, b, before, path: verdictPath({ owner, repo }, a, b) }
  })
  const sentences = pairs.map(({ a, b }) => verdictSentence(a, b, verdict))
  const put = (path: string, word: MaintainerVerdict, seen: MaintainerVerdict | 'NONE') =>
    sendJson<WrittenVerdictAnswer>('PUT', path, { verdict: word, seen })
  /** The pairs of which another maintainer had said the same. */
  const saidByOthers = new Set<string>()
  const beforeOf = (path: string) => pairs.find((pair) => pair.path === path)?.before
  return act({
    sentence: sentences.length === 1 ? sentences[0]! : verdictSentence(keeper, others, verdict),
    path: repositoryPath(owner, repo, 'sets', set.id),
    subjects: pairs.map(({ path }) => path),
    goodForMs: verdictGoodForMs,
    assume: () => decides && moveSet(owner, repo, set.id, 'decided'),
    recant: () => decides && moveSet(owner, repo, set.id, 'open', 'decided'),
    async send(path) {
      // What is found to stand is the reader's own where the answer to an earlier try was lost.
      const isOwn = lastSent(path) === verdict
      const { stood } = await writeWord<MaintainerVerdict, WrittenVerdictAnswer>(
        path,
        verdict,
        () => put(path, verdict, beforeOf(path) ?? 'NONE'),
        (own, { verdict: stands }) =>
          (stands as WrittenVerdictAnswer['verdict'])?.verdict === own ? put(path, verdict, own) : null,
      )
      if (stood && !isOwn) {
        saidByOthers.add(path)
        forgetWord(path)
      }
      forget({ owner, repo })
    },
    async undo(path) {
      if (saidByOthers.has(path)) return 'stands'
      const before = beforeOf(path)
      await (before === undefined
        ? sendJson('DELETE', `${path}?seen=${verdict}`)
        : put(path, before, verdict))
      forgetWord(path)
      forget({ owner, repo })
      return 'undone'
    },
    forget: forgetWord,
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
  word: Word,
  to: 'decided' | 'waiting',
  sentence: string,
): Promise<boolean> {
  const path = apiPath(owner, repo, 'duplicate-sets', set.id, 'decision')
  const put = async (word: Word, version: string) =>
    (await sendJson<WrittenDecision>('PUT', path, { ...word, version })).decision
  /** Of the decision as it was written. */
  let version: string | undefined
  const send = async () => {
    const stands = await writeWord<Word, SetDecision>(
      path,
      word,
      () => put(word, set.decision.version),
      (own, { decision, changed }) => {
        const there = decision as SetDecision | undefined
        if (there === undefined || !isSaid(there, own)) return null
        if (isSaid(there, word)) return Promise.resolve(there)
        return changed === 'decision' ? put(word, there.version) : null
      },
    )
    version = stands.version
    forget({ owner, repo })
  }
  const { keeper, until, note, saidAt, state } = set.decision
  /** What an undo gives again. A decision that no longer stood cannot be: it was of another set. */
  const before =
    saidAt === null || state === 'open'
      ? null
      : {
          ...(keeper === null ? {} : { keeper }),
          ...(until === null ? {} : { until }),
          ...(note === null ? {} : { note }),
        }
  return act({
    sentence,
    path: repositoryPath(owner, repo, 'sets', set.id),
    subjects: [path],
    assume: () => moveSet(owner, repo, set.id, to),
    recant: () => moveSet(owner, repo, set.id, 'open', to),
    send,
    async undo() {
      // Whether it arrived is not known: sent once more, it stands, and under which version.
      if (version === undefined) await send()
      try {
        await (before === null
          ? sendJson('DELETE', `${path}?version=${version}`)
          : sendJson('PUT', path, { version, ...before }))
      } catch (error) {
        // The answer to an earlier try was lost, or another maintainer has undone it, too.
        const there =
          error instanceof ApiError ? (error.details.decision as SetDecision | undefined) : undefined
        if (there === undefined || !(before === null ? there.saidAt === null : isSaid(there, before)))
          throw error
      }
      forgetWord(path)
      forget({ owner, repo })
      return 'undone'
    },
    forget: forgetWord,
  })
}

/** Whether a decision stands and is this word. */
function isSaid({ state, keeper, until }: SetDecision, word: Word): boolean {
  return state !== 'open' && keeper === (word.keeper ?? null) && until === (word.until ?? null)
}

/** A verdict may change any set; what two pull requests change stays what it was. */
function forget({ owner, repo }: Place): void {
  forgetAhead(apiPath(owner, repo, 'duplicate-sets'))
}
