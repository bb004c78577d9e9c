/** "[vs17.11] Parse ports", "(release/7.0) …": the first mark of a title. */
const mark = /^\s*[[(]([^\])\s]{1,100})[\])]/
/** What GitHub's button and git write where a branch takes in what it is to be merged into. */
const taken =
  /^Merge (?:remote-tracking )?branch '(?:origin\/|upstream\/)?([^'\s]{1,200})'(?: of \S{1,300})? into (\S{1,200})$/

/**
 * The branch that a pull request says it is made to: its title's mark, or the line of releases that its branch took in
 * ("Merge branch 'vs17.11' into fix-ports"). Null where it says none, or several. What takes a line in on another line
 * merges it up, and says nothing.
 * @param isTarget whether a branch of that name is one that pull requests are made to.
 * @param trunk the default branch, which is taken in by whatever was begun elsewhere.
 */
export function findSaidTarget(
  title: string,
  messages: readonly string[],
  isTarget: (name: string) => boolean,
  trunk: string,
): string | null {
  const marked = mark.exec(title)?.[1]
  if (marked !== undefined && isTarget(marked)) return marked
  const named = new Set<string>()
  for (const message of messages) {
    const [, from, into] = taken.exec(message.split('\n', 1)[0]!.slice(0, 600).trim()) ?? []
    if (from !== undefined && into !== undefined && !isTarget(into) && isTarget(from)) named.add(from)
  }
  const [only = null] = named
  return named.size === 1 && only !== trunk ? only : null
}
