/** What Postgres says to each client that comes too early or too late; the reason is another line. */
const onlyState =
  /the database system is (?:starting up|shutting down|in recovery mode|not (?:yet )?accepting)/

/** What to do about the reasons that a person can do something about, by Postgres' own words (`LC_ALL=C`). */
const advice: readonly [RegExp, string][] = [
  [
    /No space left on device|disk quota exceeded/i,
    'the disk is full: free space or enlarge the volume, then start again; nothing that was stored is lost',
  ],
  [
    /checkpoint record|pg_control|control file|could not find redo|invalid page|checksum|invalid magic number|unexpected (?:pageaddr|data)|could not (?:read|open) (?:file|directory)|unexpected end of file/i,
    "its files are damaged: put a snapshot of the volume in place, or set DATA_DIR to a new folder and restore a backup there (npm run restore -- FILE); GitHub's part of it can be scanned again, verdicts cannot",
  ],
  [
    /lock file .* already exists|is another postmaster/i,
    'another Postgres runs on this folder: stop it first',
  ],
  [
    /shared memory|Cannot allocate memory|out of memory|could not fork/i,
    'the machine has too little memory: give it more',
  ],
  [
    /has (?:invalid|group or world) (?:permissions|access)|has wrong ownership|Permission denied/i,
    'its folder is not its own: give it back to the user that runs Postgres (chown -R), with mode 0700',
  ],
  [/could not (?:create|bind|write) .*(?:socket|lock file)/i, 'its socket folder cannot be used: see TMPDIR'],
]

/**
 * Why Postgres ended, from what it has written: the last FATAL or PANIC and what to do about it, not its very last
 * line, which always is that it is shut down.
 * @returns null when it names no reason.
 */
export function explainPostgres(output: string): string | null {
  const reason = output
    .split('\n')
    .filter((line) => /\b(?:FATAL|PANIC): /.test(line) && !onlyState.test(line))
    .at(-1)
  if (reason === undefined) return null
  const said = reason
    .replace(/^.*?\b(?=(?:FATAL|PANIC): )/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300)
  const [, whatToDo] = advice.find(([words]) => words.test(said)) ?? []
  return whatToDo === undefined ? said : `${said} — ${whatToDo}`
}
