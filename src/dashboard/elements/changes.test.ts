import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AlignedFile, AlignedLine, AlignedRow } from '../../domain/alignment.ts'
import type { Comparison } from '../../domain/answers.ts'
import { findAccessibilityFaults, type OpenDashboard, openDashboard } from '../testing/open-dashboard.ts'
import { comparison } from '../testing/pull-answers.ts'

/** How two changes are read beside each other: colours, marks, keys, addresses, and how much of it a page bears. */
let dashboard: OpenDashboard
beforeAll(async () => {
  dashboard = await openDashboard()
})
afterAll(() => dashboard?.close())

const path = '/openclaw/openclaw/compare/2700...3101'
const line = (text: string, at: number, sign: AlignedLine['sign'] = '+'): AlignedLine => ({ sign, text, at })
const shared = (text: string, at: number): AlignedRow => ({
  a: line(text, at),
  b: line(text, at),
  shared: true,
  gap: false,
})
const differing = (a: string | null, b: string | null, at: number): AlignedRow => ({
  a: a === null ? null : line(a, at),
  b: b === null ? null : line(b, at),
  shared: false,
  gap: false,
})
const file = (name: string, rows: AlignedRow[], facts: Partial<AlignedFile> = {}): AlignedFile => ({
  path: name,
  channel: 'production',
  a: 'modified',
  b: 'modified',
  unknown: false,
  counts: {
    shared: rows.filter((row) => row.shared).length,
    onlyA: rows.filter((row) => !row.shared && row.a !== null).length,
    onlyB: rows.filter((row) => !row.shared && row.b !== null).length,
  },
  more: 0,
  rows,
  ...facts,
})

function visit(files: AlignedFile[], { hash = '', dark = false } = {}) {
  const body: Comparison = { ...comparison, files }
  return dashboard.visit(
    path + hash,
    (asked) => (asked.includes('/compare/') ? { body } : { body: { items: [], nextCursor: null } }),
    { dark },
  )
}

/** The parts of the page that a highlight colours. */
const coloured = (page: Page, name: string) =>
  page.evaluate<
    string[]
  >(`[...CSS.highlights.get('claw-${name}') ?? []].map(({ startContainer, startOffset, endOffset }) =>
    startContainer.data.slice(startOffset, endOffset))`)

const few = [
  file('src/port.ts', [
    ...Array.from({ length: 40 }, (_, at) => shared(`const same${at} = ${at}`, at + 1)),
    differing('const port = 1', 'const port = 2', 41),
    ...Array.from({ length: 40 }, (_, at) => shared(`let more${at}`, at + 42)),
  ]),
  file('src/host.py', [differing(null, 'def host(): return 1', 1)], { a: null, b: 'added' }),
  file('package-lock.json', [differing('"a": 1', '"a": 2', 1)], { channel: 'generated' }),
  file('src/same.ts', [shared('export {}', 1)]),
]

test.each([false, true])('code is coloured and what differs in a line is marked (dark: %s)', async (dark) => {
  const { page, faults } = await visit(few, { dark })
  await expect.poll(() => coloured(page, 'keyword')).toContain('def')
  await expect.poll(() => coloured(page, 'keyword')).toContain('const')
  expect((await coloured(page, 'mark')).sort()).toEqual(['1', '2'])
  expect(await page.getByText('const port = 2').isVisible()).toBe(true)
  // What both have is folded, what was generated is closed, and what is identical is one line.
  expect(await page.getByText('const same0 =').first().isVisible()).toBe(false)
  expect(await page.getByText('"a": 2').first().isVisible()).toBe(false)
  await page.getByText('1 identical line in 1 file').waitFor()
  await page.getByText('3 files differ, 1 file identical').click()
  await page.keyboard.press('w')
  expect(await findAccessibilityFaults(page)).toEqual([])
  expect(faults).toEqual([])
})

test('keys lead from file to file, unfold what both have, and keep long lines', async () => {
  const { page, faults } = await visit(few)
  const focused = () =>
    page.evaluate(`(() => {
      let element = document.activeElement
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
      return element?.querySelector('h3')?.textContent ?? ''
    })()`)
  await page.getByText('const port = 2').waitFor()
  for (const [key, name] of [
    [']', 'src/port.ts'],
    [']', 'src/host.py'],
    [']', 'package-lock.json'],
    [']', 'package-lock.json'],
    ['[', 'src/host.py'],
    ['[', 'src/port.ts'],
  ] as const) {
    await page.keyboard.press(key)
    await expect.poll(focused).toBe(name)
  }
  await page.keyboard.press('e')
  await page.getByText('const same0 =').first().waitFor()
  await page.keyboard.press('e')
  await page.getByText('const same0 =').first().waitFor({ state: 'hidden' })
  const wrap = page.getByRole('button', { name: 'Wrap long lines' })
  expect(await wrap.getAttribute('aria-pressed')).toBe('true')
  await page.keyboard.press('w')
  await expect.poll(() => wrap.getAttribute('aria-pressed')).toBe('false')
  await page.reload()
  await expect.poll(() => wrap.getAttribute('aria-pressed')).toBe('false')
  expect(faults).toEqual([])
})

test('a line has an address: it is unfolded, shown and marked, and a click on a number makes one', async () => {
  const { page, faults } = await visit(few, { hash: '#src/port.ts:3101+70' })
  const target = page.locator('.row.target')
  await target.getByText('let more28').first().waitFor()
  await expect.poll(() => target.evaluate((row) => row.getBoundingClientRect().top > 0)).toBe(true)
  expect(await page.getByText('let more28').first().isVisible()).toBe(true)
  await page
    .getByText('const port = 1')
    .locator('..')
    .click({ position: { x: 20, y: 5 } })
  await expect.poll(() => page.evaluate('location.hash')).toBe('#src/port.ts:2700+41')
  await target.getByText('const port = 1').waitFor()
  expect(faults).toEqual([])
})

test('a megabyte in a line, markup and marks of direction stay text, and plain where they are long', async () => {
  const script = '<script>document.title = "owned"</script><img src=x>'
  const { page, faults } = await visit([
    file('src/"><img src=x>\u202ets.ts', [
      differing(`const a = '${script}\u202e'`, `const b = '${script}\u2066'`, 1),
      differing(`const long = '${'<b>'.repeat(350_000)}'`, null, 2),
    ]),
  ])
  await expect.poll(() => coloured(page, 'keyword')).toEqual(['const', 'const'])
  const text = await page.locator('claw-aligned-file .rows').first().textContent()
  expect(text).toContain(`${script}[U+202E]`)
  expect(await page.locator('main img, main script, main b').count()).toBe(0)
  expect(await page.title()).not.toBe('owned')
  expect(faults).toEqual([])
})

test('every line of 300 files is in the page for its search, and only what is in sight is coloured', async () => {
  const files = Array.from({ length: 300 }, (_, at) =>
    file(
      `src/file${at}.ts`,
      Array.from({ length: 12 }, (_, row) => differing(null, `const line${row} = 'file ${at}'`, row + 1)),
      { a: null, b: 'added' },
    ),
  )
  const { page, faults } = await visit(files)
  await expect.poll(() => coloured(page, 'keyword').then(({ length }) => length)).toBeGreaterThan(11)
  await expect.poll(() => page.locator('claw-aligned-file .row').count(), { timeout: 60_000 }).toBe(3_600)
  expect((await coloured(page, 'keyword')).length).toBeLessThan(500)
  expect(await page.evaluate<boolean>(`window.find("line11 = 'file 299'")`)).toBe(true)
  expect(faults).toEqual([])
})
