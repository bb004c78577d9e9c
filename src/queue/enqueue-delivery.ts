import type { Claims } from '../domain/claim.ts'
import type { Delivery } from './deliveries.ts'
import type { Queues } from './queues.ts'

/** GitHub gives a delivery again for three days; after that it will not come again. */
const rememberedSeconds = 4 * 24 * 60 * 60
/** Pushes to one repository that come together are looked at together. */
const settleMs = 2_000

/**
 * Puts a webhook delivery into the queue, once however often it comes; as with scans, a process that dies on the way is
 * completed by the next one.
 * @returns whether it is new.
 */
export async function enqueueDelivery(
  { claims, queues }: { claims: Claims; queues: Pick<Queues, 'deliveries'> },
  id: string,
  facts: Delivery,
): Promise<boolean> {
  const key = `delivery/${id}`
  if ((await claims.claim(key, rememberedSeconds)) === 'added') return false
  await queues.deliveries.add('delivery', facts, { jobId: `delivery-${id}` })
  return claims.confirm(key)
}

/**
 * Asks for a look at a repository soon. Until that has begun, asking again changes nothing; then it asks for another.
 */
export async function enqueueRefresh(
  { queues }: { queues: Pick<Queues, 'deliveries'> },
  { owner, repo }: { owner: string; repo: string },
): Promise<void> {
  await queues.deliveries.add(
    'refresh',
    { kind: 'refresh', owner, repo },
    {
      delay: settleMs,
      deduplication: { id: `refresh ${owner}/${repo}`.toLowerCase(), keepLastIfActive: true },
    },
  )
}
