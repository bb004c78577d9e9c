/** As much of JSON Schema as the API's description uses. */
export interface JsonSchema {
  examples?: unknown[]
  type?: string
  enum?: unknown[]
  anyOf?: JsonSchema[]
  allOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  patternProperties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  format?: string
  description?: string
  default?: unknown
  const?: unknown
}

const indent = '  '

/**
 * A schema as a person reads it: fields with their types, `?` where one may be missing, and what is said of them behind
 * `//`.
 * @returns lines without a newline at the end.
 */
export function renderSchema(schema: JsonSchema): string {
  return linesOf(schema, '').join('\n')
}

function linesOf(schema: JsonSchema, before: string): string[] {
  const type = typeOf(schema)
  if (type !== null) return [`${before}${type}${note(schema)}`]
  const choices = schema.anyOf?.filter(({ type }) => type !== 'null') ?? []
  if (choices.length > 0) {
    const orNull = choices.length < (schema.anyOf?.length ?? 0) ? ' or null' : ''
    const [first, ...others] = choices.map((choice) => linesOf(choice, ''))
    const lines = [...(first ?? []), ...others.flatMap((other) => ['or', ...other])]
    const described = choices.length === 1 ? note(choices[0]!) : ''
    lines[lines.length - 1] += orNull
    lines[0] = `${before}${lines[0]?.replace(described, '')}${described || note(schema)}`
    return lines
  }
  if (schema.type === 'array') {
    const lines = linesOf(schema.items ?? {}, `${before}list of `)
    lines[0] += note(schema)
    return lines
  }
  if (schema.patternProperties !== undefined) {
    const [value] = Object.values(schema.patternProperties)
    const lines = linesOf(value ?? {}, `${before}by name: `)
    lines[0] += note(schema)
    return lines
  }
  const required = new Set(schema.required)
  return [
    `${before}{${note(schema)}`,
    ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
      linesOf(property, `${name}${required.has(name) ? '' : '?'}: `).map((line) => indent + line),
    ),
    '}',
  ]
}

/** What fits into one word or a few; null for what has parts. */
function typeOf({ type, enum: values, anyOf, format, ...rest }: JsonSchema): string | null {
  if (rest.const !== undefined) return JSON.stringify(rest.const)
  if (values !== undefined) return values.map((value) => JSON.stringify(value)).join(' | ')
  if (anyOf !== undefined) {
    const types = anyOf.map(typeOf)
    return types.includes(null) || types.some((one) => one === '') ? null : types.join(' | ')
  }
  if (type === 'array') {
    const item = typeOf(rest.items ?? {})
    return item === null ? null : `list of ${item}`
  }
  if (type === 'object' || rest.patternProperties !== undefined)
    return rest.properties === undefined && rest.patternProperties === undefined ? 'object' : null
  return format === 'date-time' ? 'time' : (type ?? 'any')
}

/** What is said of it, unless its values say so themselves. */
const note = ({ description, anyOf, enum: values }: JsonSchema): string => {
  const said =
    values !== undefined
      ? undefined
      : (description ?? anyOf?.find((choice) => choice.description !== undefined)?.description)
  return said === undefined ? '' : `  // ${said}`
}
