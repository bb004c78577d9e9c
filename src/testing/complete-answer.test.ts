import { expect, test } from 'vitest'
import { completeAnswer } from './complete-answer.ts'

const person = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    tags: { type: 'array', items: { type: 'string' } },
    nick: { type: 'string' },
  },
  required: ['name', 'note', 'tags'],
}

test('what a test left out is added, what it said stays, and what is optional stays away', () => {
  const schema = {
    type: 'object',
    properties: { items: { type: 'array', items: person } },
    required: ['items'],
  }
  expect(completeAnswer(schema, { items: [{ name: 'Ann', tags: ['a'], odd: 1 }] })).toEqual({
    items: [{ name: 'Ann', tags: ['a'], odd: 1, note: null }],
  })
  expect(completeAnswer(schema, {})).toEqual({ items: [] })
})

test('of several forms the one is completed that the answer is most like', () => {
  const other = { type: 'object', properties: { code: { type: 'integer' } }, required: ['code'] }
  const schema = { anyOf: [other, person, { type: 'null' }] }
  expect(completeAnswer(schema, { name: 'Ann' })).toEqual({ name: 'Ann', note: null, tags: [] })
  expect(completeAnswer(schema, { code: 2 })).toEqual({ code: 2 })
  expect(completeAnswer(schema, null)).toBe(null)
})
