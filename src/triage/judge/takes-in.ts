import { detach } from '../change/detach.ts'
import { issueReferences, target } from '../change/references.ts'
import { type FoundRelation, partyOf } from './relation-facts.ts'
import type { Side } from './side.ts'

/** What is read of a description and of all messages. */
const longestSaid = 20_000
const pulled = String.raw`(?:(?:PR|pull request)\s)?(${target})`
const work = String.raw`(?:(?:the\s)?(?:work|changes?|commits?)\s(?:of|from|in)\s)?`
/**
 * "Squash of PR #12", "Integrates PR #12", "porting a line from #12": who goes on with what the other one holds, whole
 * or in part. Not who opens it once more ("re-opens #12", "pull in changes from #12"), nor a port to another branch.
 */
const takes = new RegExp(
  String.raw`(?<!\b(?:not?|never|without)\s(?:an?\s)?|n['’]t\s(?:an?\s)?)\b(?:squash(?:ed)?\s(?:(?:state|version)\s)?of\s|integrat(?:es?|ed|ing)\s${work}|port(?:s|ed|ing)\s(?:(?:an?|the|some|one|its)\s(?:\w{1,20}\s){1,2})?from\s)${pulled}`,
  'gi',
)

/**
 * "Test PR 12" in front of a title or a subject: who has an earlier one tried out. "Try #12" is the twelfth try.
 */
const tries = /(?<=^\W{0,3})(?:test|try)(?:ing)?(?:\sout)?:?\s(?:PR|pull request)\s#?(\d{1,9})\b/gim

/** `a` says of itself that it holds what `b` does: the words. Only of two that have much in common. */
export function findTakenIn(a: Side, b: Side): FoundRelation | null {
  const { title, body, commits, number, repository } = a.revision
  const said = [title, body, ...commits.map(({ message }) => message)].join('\n').slice(0, longestSaid)
  const subjects = [title, ...commits.map(({ message }) => message.split('\n', 1)[0]!)].join('\n')
  const found =
    [...said.matchAll(takes)].find(([, named]) =>
      issueReferences(named!, number, repository).includes(b.revision.number),
    ) ??
    [...subjects.slice(0, longestSaid).matchAll(tries)].find(
      ([, named]) => Number(named) === b.revision.number && b.revision.number < number,
    )
  return found === undefined
    ? null
    : {
        relation: 'STACKED',
        fact: { kind: 'takes-in', upper: partyOf(a), lower: partyOf(b), words: detach(found[0].trim()) },
      }
}
