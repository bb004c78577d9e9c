import type { Revision } from '../../domain/revision.ts'
import { isMerge, makersOf, personOf } from '../change/people.ts'
import { onceFor } from './once-for.ts'

/** GitHub's own address of an account: its number there never changes, while its name may. */
const numbered = /^([1-9]\d{0,11})\+[\w-]{1,39}(@users\.noreply\.[\w.-]{1,100})$/

/**
 * One account that was called by another name before: a key of its name in the second; null when it is not so. A
 * program's account writes for many.
 */
export function findSameAccount(one: Revision, other: Revision): string | null {
  const theirs = accountsOf(other)
  for (const number of accountsOf(one).keys()) {
    const key = theirs.get(number)
    if (key !== undefined) return key
  }
  return null
}

/** By the number and host of their account the makers of a pull request, each with a key. */
const accountsOf = onceFor((revision: Revision): Map<string, string> => {
  const makers = new Set(makersOf(revision))
  const accounts = new Map<string, string>()
  for (const commit of revision.commits) {
    const found = numbered.exec(commit.authorEmail?.toLowerCase() ?? '')
    if (found === null || isMerge(commit)) continue
    const key = personOf(commit.authorName, commit.authorEmail).find((one) => makers.has(one))
    if (key !== undefined) accounts.set(`${found[1]}${found[2]}`, key)
  }
  return accounts
})
