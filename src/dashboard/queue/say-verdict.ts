import type { WrittenVerdictAnswer } from '../../domain/answers.ts'
import type { MaintainerVerdict } from '../../domain/pair.ts'
import { repositoryPath } from '../../markup/repository-path.ts'
import { verdictSentence } from '../../words/verdict.ts'
import { sendJson } from '../api/client.ts'
import { apiPath } from '../api/paths.ts'
import { forgetAhead } from '../api/read-ahead.ts'
import type { Action } from './given-action.ts'
import { moveSet } from './open-sets.ts'
import { forgetWord, ownWords, writeWord } from './own-words.ts'

/** That the keeper and each of some members are duplicates, are none, or compete. */
export interface SpokenVerdict {
  kind: 'verdict'
  owner: string
  repo: string
  /** The set's id. */
  set: string
  keeper: number
  others: readonly { number: number; before?: MaintainerVerdict }[]
  verdict: MaintainerVerdict
  /** Whether the set has nothing left to be judged then. */
  decides: boolean
}

/** The API's path of what is said of a pair. */
export const verdictPath = (
  { owner, repo }: { owner: string; repo: string },
  one: number,
  other: number,
): string => apiPath(owner, repo, 'pairs', Math.min(one, other), Math.max(one, other), 'verdict')

/** The service cannot tell for which changes a verdict was given; within so long they are those that were shown. */
const verdictGoodForMs = 300_000

/** Saying it: one write for each pair. */
export function sayVerdict(spoken: SpokenVerdict): Action {
  const { owner, repo, set, keeper, others, verdict, decides } = spoken
  const befores = new Map(others.map(({ number, before }) => [verdictPath(spoken, keeper, number), before]))
  const numbers = others.map(({ number }) => number)
  const put = (path: string, word: MaintainerVerdict, seen: MaintainerVerdict | 'NONE', id: string) =>
    sendJson<WrittenVerdictAnswer>('PUT', path, { verdict: word, seen }, id)
  /** The pairs of which another maintainer had said the same. */
  const saidByOthers = new Set<string>()
  // A verdict may change any set; what two pull requests change stays what it was.
  const forget = () => forgetAhead(apiPath(owner, repo, 'duplicate-sets'))
  return {
    spoken,
    sentence: verdictSentence(keeper, numbers.length === 1 ? numbers[0]! : numbers, verdict),
    path: repositoryPath(owner, repo, 'sets', set),
    subjects: [...befores.keys()],
    goodForMs: verdictGoodForMs,
    assume: () => decides && moveSet(owner, repo, set, 'decided'),
    recant: () => decides && moveSet(owner, repo, set, 'open', 'decided'),
    async send(path, idOf) {
      const id = idOf('send')
      // What is found to stand may be the reader's own, of an earlier write whose answer was lost; this one is known.
      const isOwn = ownWords(path).some((own) => own.word === verdict && own.id !== id)
      const { stood } = await writeWord<MaintainerVerdict, WrittenVerdictAnswer>(
        path,
        verdict,
        id,
        () => put(path, verdict, befores.get(path) ?? 'NONE', id),
        (own, { verdict: stands }) =>
          (stands as WrittenVerdictAnswer['verdict'])?.verdict === own ? put(path, verdict, own, id) : null,
      )
      if (stood && !isOwn) {
        saidByOthers.add(path)
        forgetWord(path)
      }
      forget()
    },
    async undo(path, idOf) {
      if (saidByOthers.has(path)) return 'stands'
      const before = befores.get(path)
      await (before === undefined
        ? sendJson('DELETE', `${path}?seen=${verdict}`, undefined, idOf('undo'))
        : put(path, before, verdict, idOf('undo')))
      forgetWord(path)
      forget()
      return 'undone'
    },
    forget: forgetWord,
  }
}
