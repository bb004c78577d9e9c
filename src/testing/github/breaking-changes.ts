type Schema = { [key: string]: unknown }
interface BreakingChange {
  version: string
  /** A merge patch (RFC 7396) or, as a list, a JSON patch (RFC 6902). */
  patch: unknown
}

/**
 * A schema of GitHub's description as one version of the API has it. The description is that of the first version; what
 * a later one changes stands beside it as patches. A property that a patch takes away may not be there any more, so
 * that an answer which still has it is found.
 */
export function schemaOfVersion(schema: Schema, version: string): Schema {
  const changes = (schema['x-github-breaking-changes'] ?? []) as BreakingChange[]
  let changed = schema
  for (const { version: from, patch } of changes)
    if (from <= version && isObject(patch)) changed = mergePatch(changed, patch)
  if (changed === schema || !isObject(changed.properties) || !Array.isArray(changed.required)) return changed
  // Each patch lists what is required as if it were the only one.
  const { properties } = changed
  return { ...changed, required: changed.required.filter((name) => properties[name as string] !== false) }
}

function mergePatch(target: Schema, patch: Schema, inProperties = false): Schema {
  const merged = { ...target }
  for (const [name, value] of Object.entries(patch)) {
    if (value === null && inProperties) merged[name] = false
    else if (value === null) delete merged[name]
    else if (isObject(value))
      merged[name] = mergePatch(isObject(merged[name]) ? merged[name] : {}, value, name === 'properties')
    else merged[name] = value
  }
  return merged
}

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
