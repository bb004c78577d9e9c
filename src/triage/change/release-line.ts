/**
 * How projects call the branches that releases are made from, and to which fixes are carried: "v1.6", "2.x",
 * "release-3", "stable/1.0", "lts-4-8".
 */
const releaseLine =
  /^(?:v?\d{1,6}(?:[._-](?:\d{1,6}|x)){0,4}(?:[._-](?:stable|maintenance|dev|beta\d*|rc\d*))?|(?:releases?|stable|maint|maintenance|support|lts)(?:[-/_.][\w./-]{1,100})?)$/i

/** Whether a branch is called as a line of releases is. */
export function isReleaseLine(name: string): boolean {
  return releaseLine.test(name.slice(0, 200))
}
