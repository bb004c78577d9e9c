import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenDashboard, openDashboard } from '../testing/open-dashboard.ts'
import { answering, many } from '../testing/queue-answers.ts'

let dashboard: OpenDashboard
beforeAll(async () => {
  dashboard = await openDashboard()
})
afterAll(() => dashboard?.close())

test('keys go on from a set whose box was ticked with the mouse', async () => {
  const { answers } = answering()
  const { page, faults } = await dashboard.visit('/openclaw/openclaw', answers)
  await page.locator('claw-set').nth(2).waitFor()
  await page.locator('claw-set').nth(0).getByRole('checkbox').click()
  for (const key of ['j', 'x']) await page.keyboard.press(key)
  await page.getByText('2 sets selected').waitFor()
  expect(await page.locator('claw-set').nth(1).getByRole('checkbox').isChecked()).toBe(true)
  expect(faults).toEqual([])
})

test('of the boxes that were clicked, the row that keys mean is seen, also where it is not ticked any more', async () => {
  const { answers } = answering()
  const { page } = await dashboard.visit('/openclaw/openclaw', answers)
  await page.locator('claw-set').nth(2).waitFor()
  const box = (at: number) => page.locator('claw-set').nth(at).getByRole('checkbox')
  const marked = () =>
    page
      .locator('claw-set article')
      .evaluateAll((rows) => rows.map((row) => getComputedStyle(row).boxShadow !== 'none'))
  for (const at of [0, 1]) await box(at).click()
  expect(await marked()).toEqual([false, true, false])
  await box(1).click()
  expect(await marked()).toEqual([false, true, false])
})

test('the choice of a keeper stays within its dialog, however long a title is', async () => {
  const { answers } = answering()
  const title =
    'A title that is longer than the dialog is wide, and goes on to say what else it does '.repeat(3)
  const long = { ...many, members: many.members.map((member) => ({ ...member, title })) }
  const { page } = await dashboard.visit(`/openclaw/openclaw/sets/${many.id}`, (path, query, method) =>
    path.endsWith(`/duplicate-sets/${many.id}`) ? { body: long } : answers(path, query, method),
  )
  await page.getByRole('button', { name: 'Choose the keeper' }).click()
  const right = async (name: string) => {
    const { x, width } = (await page.locator(name).first().boundingBox())!
    return x + width
  }
  await page.locator('claw-decision-dialog li button').first().waitFor()
  expect(await right('claw-decision-dialog li button')).toBeLessThan(
    await right('claw-decision-dialog dialog'),
  )
})
