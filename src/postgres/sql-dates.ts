/** A timestamp column as ISO 8601 in UTC, to the second: the form in which the API answers dates. */
export function isoSeconds(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
}

/** Likewise to the millisecond: the form in which dates are compared and sorted. */
export function isoMilliseconds(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

/** A substring to look for, with LIKE's own signs taken literally. */
export function likeContains(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
}
