/**
 * A job whose worker has died runs again, and every job may: it passes over what is stored. So it is given up only when
 * it has taken far more workers with it than machines lose their power. (BullMQ's own limit is one.) A look costs Redis
 * next to nothing.
 */
export const workerOptions = {
  maxStalledCount: 100,
  stalledInterval: 2_000,
  // A process that gets a sixteenth of a processor may be late by half a minute; renewed as often as before.
  lockDuration: 60_000,
  lockRenewTime: 15_000,
  // Without it BullMQ counts no finished job, and its exporter says 0 for ever. It keeps a list of one number a minute;
  // an hour of them is nothing.
  metrics: { maxDataPoints: 60 },
} as const
