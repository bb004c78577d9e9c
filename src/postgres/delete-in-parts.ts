/** Few enough for a statement's time on a sixteenth of a processor. */
const rowsInPart = 20_000
/** What is left after so many parts has time until the next scan. */
const mostParts = 20

/**
 * Deletes what may be many rows by several statements: one that took too long would be rolled back, and would take as
 * long the next time.
 * @param deletePart deletes so many rows at most.
 */
export async function deleteInParts(
  deletePart: (rows: number) => Promise<{ rowCount: number | null }>,
): Promise<void> {
  for (let part = 0; part < mostParts; part++) {
    const { rowCount } = await deletePart(rowsInPart)
    if ((rowCount ?? 0) < rowsInPart) return
  }
}
