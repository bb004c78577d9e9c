/** Mailboxes and accounts that there is one of in every house, some of them by RFC 2142: no name of a person. */
const shared = new Set(
  `abuse admin billing bitbucket build builder buildbot builds codespace community contact contributor contributors debian deploy deployer devel developer
  developers devops docker donotreply ec2user email engineering gerrit gitea github gitlab hello hostmaster infra jenkins legal linux maintainer maintainers
  marketing noemail noreply office opensource patches postmaster press project projects public release releases runner sales security server service
  services spam staff support system travis ubuntu users vagrant webmaster`.split(/\s+/),
)
const shortestName = 5

/** Whether a name, of small letters and digits, is that of a mailbox or an account that many houses have. */
export function isSharedName(name: string): boolean {
  return shared.has(name)
}

/** What tutorials and machines put in the place of an address's name. */
const placeholders = new Set(
  `you your yourname youremail youremailaddress youraddress yourusername email mail name user username test tester testuser example me
  dev developer admin administrator foo bar johndoe janedoe nobody none noname unknown anonymous invalid root ubuntu debian vagrant docker ec2user runner codespace`.split(
    /\s+/,
  ),
)
/**
 * What machines call themselves, by the last part of the name. "(none)" is git's own word where a machine has no
 * domain.
 */
const machineDomains = new Set('local localdomain internal lan home corp arpa vm (none)'.split(' '))
/** Hosts that no mail comes from, or that stand in examples: by the last part of the name, and whole. */
const noDomains = new Set([...machineDomains, 'invalid', 'example'])
const noHosts = new Set(
  ['example', 'test', 'email', 'domain', 'yourdomain', 'company'].flatMap((name) =>
    ['com', 'org', 'net'].map((domain) => `${name}.${domain}`),
  ),
)
/** Whether no mail comes from a host: a machine's own name, or what stands in examples. */
const isNoHost = (host: string): boolean =>
  !host.includes('.') || noDomains.has(host.slice(host.lastIndexOf('.') + 1)) || noHosts.has(host)

/** Whether an address is none, or what a machine puts together where none is set up: "ada@ironbook.local". */
export function isOfMachine(address: string): boolean {
  const sign = address.lastIndexOf('@')
  const host = address
    .slice(sign + 1)
    .trim()
    .toLowerCase()
  return sign < 0 || !host.includes('.') || machineDomains.has(host.slice(host.lastIndexOf('.') + 1))
}

/** "you@example.com", "root@build-7": everyone's who has set up nothing. */
function isPlaceholder(name: string, host: string): boolean {
  const plain = name.replace(/[._+-]/g, '')
  return plain === 'root' || (placeholders.has(plain) && isNoHost(host))
}

/**
 * What a program was called before: Dependabot had a mailbox, and then an account of its own, until it became GitHub's.
 */
const formerName = /^(?:support@dependabot\.com$|(?:\d{1,12}\+)?dependabot-preview(?=\[bot\]|$))/

/** The name that a program goes by today, of a name or an address in lower case. */
export const presentName = (name: string): string =>
  name.replace(formerName, (former) => (former.includes('@') ? 'dependabot[bot]' : 'dependabot'))

/**
 * Who an author is, for telling whether two pull requests have the same one: a login, or what the e-mail addresses of
 * one person have in common ("94477373+gpetraroli@users.noreply.github.com" and "g.petraroli@example.org"), since a
 * mirror knows no logins. Null when no author is known: two unknown authors are not the same, and "ghost" is everyone
 * whose account is gone. An address that stands for no one's ("you@example.com") is no author either.
 */
export function authorKey(author: string | null): string | null {
  const lower = presentName(author?.trim().toLowerCase() ?? '')
  if (lower === '' || lower === 'ghost') return null
  const sign = lower.lastIndexOf('@')
  if (sign > 0 && isPlaceholder(lower.slice(0, sign), lower.slice(sign + 1))) return null
  // A login is compared in the same form: in a mirror one person is a login here (GitHub's own address says it) and an
  // address there.
  const name = (sign <= 0 ? lower : lower.slice(0, sign))
    .replace(/^\d+\+/, '')
    .split('+', 1)[0]!
    .replace(/[._-]/g, '')
  return name.length >= shortestName && !shared.has(name) ? name : lower
}

/** GitHub's own address of an account: "94477373+gpetraroli@users.noreply.github.com", on a server of one's own too. */
const ownAddress = /^(?:\d{1,12}\+)?([\w-]{1,39})@users\.noreply\.[\w.-]{1,250}$/

/** The account that an author is known by, lower-case; null where only an address is known, or nothing. */
export function loginOf(author: string | null): string | null {
  const lower = presentName(author?.trim().toLowerCase() ?? '')
  if (lower === '' || lower === 'ghost') return null
  return lower.includes('@') ? (ownAddress.exec(lower)?.[1] ?? null) : lower
}
