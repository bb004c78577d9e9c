/** What a child program tells the process that started it, once it can work. */
export interface Ready {
  ready: true
  /** The port that the API listens on. */
  port?: number
}

/** What a program that was started beside its servers asks the process that started it. */
export interface AsksForServers {
  asks: 'servers'
}

/** What a program asks when it holds far more than a fresh one would (renewal.ts). */
export interface AsksForRenewal {
  asks: 'renewal'
}

/** The answer, once the servers can be worked with: settings on top of the program's environment. */
export interface GivenServers {
  servers: Record<string, string>
}

/** Tells a program that its servers are still starting: set by the supervisor, no setting. */
export const startsAhead = 'CLAWTRIAGE_STARTS_AHEAD'

/** Whether a supervisor started this program: then the database is up to date. One started by hand has to see to it. */
export function isSupervised(): boolean {
  return process.send !== undefined
}

/** Tells the supervisor, if there is one, that this program can work. */
export function announceReady(facts: Omit<Ready, 'ready'> = {}): void {
  process.send?.({ ready: true, ...facts } satisfies Ready)
}

/** Has the supervisor, if there is one, stop this program and start it again. */
export function askForRenewal(): void {
  process.send?.({ asks: 'renewal' } satisfies AsksForRenewal)
}

/**
 * The environment with the servers in it. A program that was started beside them loads its code meanwhile, and waits
 * here; it ends here when the supervisor is gone before it has said where they are.
 */
export async function awaitServers(): Promise<Record<string, string | undefined>> {
  if (!isSupervised() || process.env[startsAhead] !== '1') return process.env
  const given = await new Promise<GivenServers>((resolve) => {
    const onGone = () => process.exit(1)
    process.once('disconnect', onGone)
    process.on('message', function onMessage(message: Partial<GivenServers> | null) {
      if (typeof message?.servers !== 'object') return
      process.off('disconnect', onGone)
      process.off('message', onMessage)
      resolve({ servers: message.servers })
    })
    process.send?.({ asks: 'servers' } satisfies AsksForServers)
  })
  return { ...process.env, ...given.servers }
}

/**
 * Calls `stop` when the supervisor is gone, however it died: the channel to it closes with it. A program started by
 * hand has no supervisor and is never called.
 */
export function onParentGone(stop: () => void): void {
  if (!isSupervised()) return
  process.once('disconnect', stop)
}
