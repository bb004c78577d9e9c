import { isRaisedByBot } from '../change/people.ts'
import type { Side } from './side.ts'

/** How a program calls a raise of several packages at once: "bump the dependencies group in /web with 6 updates". */
const groupRaise = /\bgroup\b/i
const updates = /\bwith (\d{1,4}) updates\b/i
const longestSubject = 300
/** Lists of versions, and what is set beside them. */
const lists =
  /\.(?:json5?|ya?ml|toml|mod|txt|xml|props|targets|gradle|cfg|ini|lock|gemspec|nix|[cfv]sproj|config)$/i

/** How many packages a program says that it raises at once; null where it is no program's, or no group. */
function groupSize({ commits }: Side): number | null {
  const all = [...commits.values()]
  if (!all.every(isRaisedByBot)) return null
  const sizes = all.map(({ message }) => {
    const subject = message.slice(0, longestSubject).split('\n', 1)[0]!
    return groupRaise.test(subject) ? Number(updates.exec(subject)?.[1] ?? 0) : 0
  })
  const most = Math.max(0, ...sizes)
  return most > 1 ? most : null
}

/** Whether a side has code of its own beside lists of versions, in files that the other one leaves alone. */
function hasOwnCode(side: Side, other: Side): boolean {
  const others = new Set(other.files.map(({ path }) => path))
  return side.files.some(
    ({ path, channel }) =>
      (channel === 'production' || channel === 'test') &&
      /\.\w+$/.test(path) &&
      !lists.test(path) &&
      !others.has(path),
  )
}

/**
 * Whether a program raises a group of packages in one, and a person raises one of these in the other, along with the
 * work that its new version asks for or allows: neither takes the place of the other. Who raises the same and does
 * nothing else does what the program does. Symmetric.
 */
export function raisesBesideGroup(a: Side, b: Side): boolean {
  const find = (group: Side, other: Side) => {
    const size = groupSize(group)
    return (
      size !== null &&
      ![...other.commits.values()].some(isRaisedByBot) &&
      hasOwnCode(other, group) &&
      raisesSomeOf(group, size, other)
    )
  }
  return find(a, b) || find(b, a)
}

/** Whether the other one raises some of a group, and not all of it: then it would do all that the program does. */
function raisesSomeOf({ raises: { packages } }: Side, size: number, { raises: { packages: others } }: Side) {
  const raised = [...packages.keys()]
  return (
    raised.some((name) => others.has(name)) &&
    // What only the lock file holds is in neither's list.
    (others.size < size || raised.some((name) => !others.has(name)))
  )
}
