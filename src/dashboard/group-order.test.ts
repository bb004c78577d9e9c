import { expect, test } from 'vitest'
import type { GroupMember } from '../domain/answers.ts'
import { columns, inOrder } from './group-order.ts'
import { group } from './testing/issue-answers.ts'

const order = (...[column, descending]: [(typeof columns)[number][0], boolean?]) =>
  inOrder(group.members, { column, descending: descending ?? false }).map(({ number }) => number)

test('rows are sorted by what a column says, and what is unknown stands last in either direction', () => {
  expect(order('number')).toEqual([2700, 2954, 3017, 3101])
  expect(order('number', true)).toEqual([3101, 3017, 2954, 2700])
  expect(order('checks')).toEqual([2700, 3017, 2954, 3101])
  expect(order('checks', true)).toEqual([3017, 2700, 2954, 3101])
  expect(order('review')).toEqual([2700, 3017, 2954, 3101])
  expect(order('mergeable')).toEqual([3017, 2700, 2954, 3101])
  expect(order('size', true)).toEqual([3017, 3101, 2700, 2954])
  expect(order('tests')).toEqual([2700, 3101, 3017, 2954])
  expect(order('draft', true)).toEqual([3017, 2700, 2954, 3101])
  expect(order('containedIn')).toEqual([2700, 3017, 3101, 2954])
  expect(order('landed', true)).toEqual([3101, 2700, 2954, 3017])
  expect(order('author')).toEqual([3101, 3017, 2954, 2700])
})

test('no order takes a row away', () => {
  for (const [column] of columns)
    expect(order(column).sort((a, b) => a - b)).toEqual(
      group.members.map(({ number }: GroupMember) => number),
    )
})
