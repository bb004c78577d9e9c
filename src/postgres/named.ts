/**
 * Whether a row is of a repository of this name: GitHub ignores the case of both, and an index holds them in lower
 * case.
 * @param row the row's alias; '' for a query of one table.
 * @param of what its owner and name are compared with: parameters, or another row's alias.
 */
export function isNamed(row: string, of: readonly [owner: string, name: string] | string): string {
  const at = row === '' ? '' : `${row}.`
  const [owner, name] = typeof of === 'string' ? [`${of}.owner`, `${of}.name`] : of
  return `lower(${at}owner) = lower(${owner}) AND lower(${at}name) = lower(${name})`
}
