import { type Bag, without } from './bags.ts'
import { onceFor } from './once-for.ts'
import type { Side } from './side.ts'

/** Lines that come or go in earnest: one that is only moved or indented anew does neither. */
export const netLines = onceFor(({ added, removed }: Side): [Bag, Bag] => [
  without(added, removed),
  without(removed, added),
])
