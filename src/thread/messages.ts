import type { PackedError } from './packed-error.ts'

/** What one of our threads says: that it has loaded its code, and then one answer for each question. */
export type ThreadAnswer =
  | { kind: 'ready' }
  | { kind: 'answer'; value: unknown }
  | { kind: 'failure'; error: PackedError }
