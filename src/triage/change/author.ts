/** Mailboxes that many people have: no name of a person. */
const shared = new Set([
  'admin',
  'contact',
  'github',
  'hello',
  'noreply',
  'webmaster',
  'office',
  'support',
  'developer',
  'email',
])
const shortestName = 5

/**
 * Who an author is, for telling whether two pull requests have the same one: a login, or what the e-mail addresses of
 * one person have in common ("94477373+gpetraroli@users.noreply.github.com" and "g.petraroli@example.org"), since a
 * mirror knows no logins. Null when no author is known: two unknown authors are not the same, and "ghost" is everyone
 * whose account is gone.
 */
export function authorKey(author: string | null): string | null {
  const lower = author?.trim().toLowerCase() ?? ''
  if (lower === '' || lower === 'ghost') return null
  const sign = lower.lastIndexOf('@')
  // A login is compared in the same form: in a mirror one person is a login here (GitHub's own address says it) and an
  // address there.
  const name = (sign <= 0 ? lower : lower.slice(0, sign))
    .replace(/^\d+\+/, '')
    .split('+', 1)[0]!
    .replace(/[._-]/g, '')
  return name.length >= shortestName && !shared.has(name) ? name : lower
}
