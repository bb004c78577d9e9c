import { isRaisedByBot } from '../change/people.ts'
import type { Side } from './side.ts'

/** How a program calls a raise of several packages at once: "bump the dependencies group in /web with 6 updates". */
const groupRaise = /\bgroup\b/i
const severalUpdates = /\bwith (?:[2-9]|\d{2,4}) updates\b/i
/** Lists of versions, and what is set beside them. */
const lists =
  /\.(?:json5?|ya?ml|toml|mod|txt|xml|props|targets|gradle|cfg|ini|lock|gemspec|nix|[cfv]sproj|config)$/i

const isGroup = ({ commits }: Side): boolean =>
  commits.size > 0 &&
  [...commits.values()].every(isRaisedByBot) &&
  [...commits.values()].some(({ message }) => {
    const subject = message.slice(0, 300).split('\n', 1)[0]!
    return groupRaise.test(subject) && severalUpdates.test(subject)
  })

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
  const find = (group: Side, other: Side) =>
    isGroup(group) && ![...other.commits.values()].some(isRaisedByBot) && hasOwnCode(other, group)
  return find(a, b) || find(b, a)
}
