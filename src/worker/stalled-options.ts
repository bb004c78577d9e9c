/**
 * A job whose worker has died runs again, and every job may: it passes over what is stored. So it is given up only when it has taken far more workers with
 * it than machines lose their power. (BullMQ's own limit is one.) A look costs Redis next to nothing.
 */
export const stalledOptions = { maxStalledCount: 100, stalledInterval: 2_000 } as const
