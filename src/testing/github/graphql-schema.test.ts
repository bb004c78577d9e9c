import { schema } from '@octokit/graphql-schema'
import { buildSchema, isEnumType, isInterfaceType, isObjectType, parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import { factsQuery } from '../../github/pull-facts.ts'
import { modelSchema } from './graphql-schema.ts'

const whole = buildSchema(schema.idl, { assumeValid: true })

test('what is asked of GitHub is what its own schema allows', () => {
  expect(validate(whole, parse(factsQuery)).map(({ message }) => message)).toEqual([])
})

test('what the model answers is a part of GitHub’s own schema, to the type', () => {
  const differences: string[] = []
  for (const [name, type] of Object.entries(buildSchema(modelSchema).getTypeMap())) {
    if (name.startsWith('__')) continue
    const original = whole.getType(name)
    if (isEnumType(type)) {
      const values = (one: typeof type) => one.getValues().map((value) => value.name)
      if (!isEnumType(original) || values(type).join() !== values(original).sort().join())
        differences.push(`${name}: ${isEnumType(original) ? values(original).join() : 'absent'}`)
    } else if (isObjectType(type) || isInterfaceType(type)) {
      const fields = isObjectType(original) || isInterfaceType(original) ? original.getFields() : {}
      for (const field of Object.values(type.getFields())) {
        const others = new Map(fields[field.name]?.args.map((arg) => [arg.name, String(arg.type)]))
        if (String(fields[field.name]?.type) !== String(field.type)) differences.push(`${name}.${field.name}`)
        for (const arg of field.args)
          if (others.get(arg.name) !== String(arg.type))
            differences.push(`${name}.${field.name}(${arg.name})`)
      }
    } else if (original === undefined && !['String', 'Int', 'Boolean', 'ID'].includes(name))
      differences.push(name)
  }
  expect(differences).toEqual([])
})
