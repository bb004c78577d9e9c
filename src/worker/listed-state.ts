import { type Listing, openEtags } from '../postgres/listings.ts'
import type { RepositoryRow } from '../postgres/repositories.ts'
import type { ScanJob } from '../queue/jobs.ts'
import type { PullSource } from '../source/source.ts'
import type { Ports } from './ports.ts'

/** Under which name the state that was listed last is kept, among the ETags. */
const stateKey = 'listed state'

/** What a source was when it was listed last, against what it is now. */
export interface ListedState {
  /** What is stored is the list that it would give again. */
  isListed: boolean
  /** Another list begins, and may break off. */
  forget(): Promise<void>
  /** The list is stored. Only now it is known whether all of the source could be read. */
  keep(): Promise<void>
}

/**
 * Asks a source whether it has to be listed, as far as it can say so beforehand (PullSource.nameState). GitHub has the
 * word where it has given a list since.
 * @param listing what is known of GitHub's own list; null: a mirror was listed last, or nothing.
 */
export async function openListedState(
  { pool }: Pick<Ports, 'pool'>,
  { id, owner, name }: RepositoryRow,
  listing: Listing | null,
  source: PullSource,
  { maxOpenPrs, all }: ScanJob,
  signal: AbortSignal,
): Promise<ListedState> {
  const etags = openEtags(pool, `${owner}/${name}`)
  const nameListed = async () => {
    const state = (await source.nameState?.(signal)) ?? null
    // A renamed repository takes its rows along, and its old name may begin anew.
    return state === null ? null : JSON.stringify([id, state, maxOpenPrs ?? null, all])
  }
  const before = await nameListed()
  return {
    isListed: before !== null && listing === null && (await etags.read(stateKey)) === before,
    forget: () => etags.forget(stateKey),
    async keep() {
      const listed = await nameListed()
      if (listed !== null) await etags.keep(new Map([[stateKey, listed]]))
    },
  }
}
