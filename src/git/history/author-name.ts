/**
 * What GitHub puts in place of an address that its owner hides: `login@users.noreply.HOST`, since 2017 after the
 * account's number.
 */
const hidden = /^(?:\d+\+)?([a-z\d][a-z\d_-]*(?:\[bot\])?)@users\.noreply\.[a-z\d.-]+$/i

/** Whom a commit's author is shown as: the login, where the address is GitHub's own and says it, else the address. */
export function authorName(email: string | null): string | null {
  return email === null ? null : (hidden.exec(email)?.[1] ?? email)
}
