import type { WrittenDecision } from '../../domain/answers.ts'
import type { SetDecision } from '../../domain/set-decision.ts'
import { repositoryPath } from '../../markup/repository-path.ts'
import { keeperSentence, putOffSentence } from '../../words/set-decision.ts'
import { ApiError, sendJson } from '../api/client.ts'
import { apiPath } from '../api/paths.ts'
import { forgetAhead } from '../api/read-ahead.ts'
import type { Action, WriteIds } from './given-action.ts'
import { moveSet } from './open-sets.ts'
import { forgetWord, writeWord } from './own-words.ts'

/** What is said of a set: whom to keep, or when to look again. */
export interface DecisionWord {
  keeper?: number
  until?: string
}

/** A decision on a set, made upon what was read of it. */
export interface SpokenDecision {
  kind: 'decision'
  owner: string
  repo: string
  /** The set's id. */
  set: string
  /** The keeper as it was suggested, by which the set is named. */
  named: number
  word: DecisionWord
  /** What was read, and was decided upon. */
  version: string
  /** What an undo gives again; null: nothing stood. */
  before: (DecisionWord & { note?: string }) | null
}

/** What an undo gives again. A decision that no longer stood cannot be: it was of another set. */
export function standingWord({ keeper, until, note, saidAt, state }: SetDecision): SpokenDecision['before'] {
  if (saidAt === null || state === 'open') return null
  return {
    ...(keeper === null ? {} : { keeper }),
    ...(until === null ? {} : { until }),
    ...(note === null ? {} : { note }),
  }
}

/** Saying it: one write. */
export function sayDecision(spoken: SpokenDecision): Action {
  const { owner, repo, set, named, word, before } = spoken
  const path = apiPath(owner, repo, 'duplicate-sets', set, 'decision')
  const to = word.until === undefined ? 'decided' : 'waiting'
  const forget = () => forgetAhead(apiPath(owner, repo, 'duplicate-sets'))
  /** Of the decision as it was written. */
  let version = ''
  const send = async (_: string, idOf: WriteIds) => {
    const put = async (version: string) =>
      (await sendJson<WrittenDecision>('PUT', path, { ...word, version }, idOf('send'))).decision
    const stands = await writeWord<DecisionWord, SetDecision>(
      path,
      word,
      idOf('send'),
      () => put(spoken.version),
      (own, { decision, changed }) => {
        const there = decision as SetDecision | undefined
        if (there === undefined || !isSaid(there, own)) return null
        if (isSaid(there, word)) return Promise.resolve(there)
        return changed === 'decision' ? put(there.version) : null
      },
    )
    version = stands.version
    forget()
  }
  return {
    spoken,
    sentence: word.until === undefined ? keeperSentence(word.keeper!) : putOffSentence(named, word.until),
    path: repositoryPath(owner, repo, 'sets', set),
    subjects: [path],
    assume: () => moveSet(owner, repo, set, to),
    recant: () => moveSet(owner, repo, set, 'open', to),
    send,
    async undo(_, idOf) {
      try {
        await (before === null
          ? sendJson('DELETE', `${path}?version=${version}`, undefined, idOf('undo'))
          : sendJson('PUT', path, { version, ...before }, idOf('undo')))
      } catch (error) {
        // Another maintainer has undone it, too.
        const there =
          error instanceof ApiError ? (error.details.decision as SetDecision | undefined) : undefined
        if (there === undefined || !(before === null ? there.saidAt === null : isSaid(there, before)))
          throw error
      }
      forgetWord(path)
      forget()
      return 'undone'
    },
    forget: forgetWord,
  }
}

/** Whether a decision stands and is this word. */
function isSaid({ state, keeper, until }: SetDecision, word: DecisionWord): boolean {
  return state !== 'open' && keeper === (word.keeper ?? null) && until === (word.until ?? null)
}
