/** V8 copies shorter pieces by itself. Characters. */
const shortestView = 13

/**
 * The same text in memory of its own. What `slice`, `split`, `trim` and patterns give is a view that keeps all of the
 * text alive that it was cut from: one path remembered would hold a patch of megabytes. What is kept longer than
 * its source passes through here.
 */
export function detach(text: string): string {
  // Joined and cut again, the characters lie in a new text that is one longer.
  return text.length < shortestView ? text : ` ${text}`.slice(1)
}
