/**
 * Derives something of a side, or of a part of one, once: it is compared with several others. What was derived is
 * forgotten with it.
 * @param derive pure, of what does not change, and of no more memory than that takes.
 */
export function onceFor<Key extends object, T>(derive: (key: Key) => T): (key: Key) => T {
  const known = new WeakMap<Key, { derived: T }>()
  return (key) => {
    let found = known.get(key)
    if (found === undefined) {
      found = { derived: derive(key) }
      known.set(key, found)
    }
    return found.derived
  }
}
