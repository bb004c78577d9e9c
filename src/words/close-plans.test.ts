import { expect, test } from 'vitest'
import { sets } from '../dashboard/testing/answers.ts'
import { closePlan, scriptAdvice } from './close-plan.ts'
import { closePlans } from './close-plans.ts'

const [many, merged] = [sets[0]!, sets[1]!]

test('one script for several sets says once how it is to be used, and closes what the plan of each closes', () => {
  const text = closePlans([many, merged], 'acme', 'gateway')
  expect(text.split(scriptAdvice)).toHaveLength(2)
  expect(text.split('\n')[0]).toContain(scriptAdvice)
  const commands = (script: string) => script.split('\n').filter((line) => line.startsWith('gh pr close'))
  expect(commands(text)).toEqual(
    [many, merged].flatMap((set) => commands(closePlan(set, 'acme', 'gateway', set.publicPage))),
  )
  expect(closePlans([many], 'acme', 'gateway')).toBe(closePlan(many, 'acme', 'gateway', many.publicPage))
})
