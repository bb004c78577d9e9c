/**
 * A change of anything that decides (weights, channels, parser, layout of a signature) is a new version. Stored signatures carry it;
 * those of another version are derived again.
 */
export const algorithmVersion = 5
