/**
 * A claim says who adds a job: `SET key claimed NX EX`. It is `claimed` until the job is in the queue, then `added`. A
 * process that dies in between leaves `claimed`, and the next to come finishes the work.
 */
export type ClaimState = 'claimed' | 'added'

export interface Claims {
  /** Claims `key` for `seconds`, or answers what state another's claim is in. */
  claim(key: string, seconds: number): Promise<'new' | ClaimState>
  /** Marks the claim's job as added. Of N parallel callers exactly one is answered true. */
  confirm(key: string): Promise<boolean>
}
