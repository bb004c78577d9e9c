import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { findAccessibilityFaults, findBareLinks } from '../src/dashboard/testing/open-dashboard.ts'
import { launchChromium, waitUntilShown } from '../src/testing/browser.ts'
import { checkPageAnswers } from '../src/testing/check-page-answers.ts'
import { buildSampleRepository, samplePulls } from '../src/testing/duplicate-repository.ts'
import type { GitRepository } from '../src/testing/git-repository.ts'
import { openPageAgain, type PageAgain } from '../src/testing/page-again.ts'
import { type Program, startProgram } from '../src/testing/run-program.ts'

const script = '<script>document.title = "owned"</script><img src=x onerror="document.title=1">'
const bidi = '\u202eevil\u2066'
/** Two changes that do the same, in a file with a hostile name, with hostile lines, one of them a megabyte long. */
const hostilePath = 'src/"><img src=x>\u202ets.js'
const hostileFile = (own: string) =>
  [
    ...Array.from({ length: 8 }, (_, at) => `export const escape${at} = quoteHostile(${at}, '${script}')`),
    `// [a link](javascript:alert(1)) ${bidi}`,
    `const long = "${'<b>'.repeat(350_000)}"`,
    own,
  ].join('\n')

const dashboardToken = 'dashboard-token-for-tests'

let folder = ''
let history: GitRepository
let program: Program
let browser: Browser
let again: PageAgain
let url = ''
/** What the page was answered that the service does not describe. */
let readUndescribed = async (): Promise<string[]> => []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ct-dashboard-'))
  history = await buildSampleRepository()
  const base = history.commit({
    message: 'Another root\n',
    files: { [Buffer.from(hostilePath).toString('latin1')]: 'export {}\n' },
  })
  for (const [at, own] of ['left', 'right'].entries()) {
    const commit = history.commit({
      parents: [base],
      author: `${own} <${own}@example.org>`,
      message: `${script} ${bidi}\n`,
      files: { [Buffer.from(hostilePath).toString('latin1')]: hostileFile(`const ${own} = 1`) },
    })
    history.ref(`refs/pull/${6 + at}/head`, commit)
  }
  history.ref('refs/heads/other', base)
  await history.write()
  program = startProgram('scan', ['acme/gateway', '--mirror', history.gitDir, '--serve'], {
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    DASHBOARD_TOKEN: dashboardToken,
    DASHBOARD_PUBLIC: 'true',
  })
  const line = await program.line((line) => line.startsWith('dashboard: '), 'stderr')
  url = line.match(/http:\/\/[^\s/]+/)![0]
  browser = await launchChromium()
  again = openPageAgain(browser, `${url}/api/health`)
})
afterAll(async () => {
  await browser?.close()
  program?.child.kill('SIGTERM')
  await program?.ended
  await history?.remove()
  rmSync(folder, { recursive: true, force: true })
})

afterEach(async () => expect(await readUndescribed()).toEqual([]))

async function visit(path: string, width = 1_280): Promise<{ page: Page; faults: string[] }> {
  const page = await again.open({ width })
  page.setDefaultTimeout(15_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load'))
      faults.push(message.text())
  })
  readUndescribed = await checkPageAnswers(page, url)
  await page.goto(url + path)
  await waitUntilShown(page)
  return { page, faults }
}

const pages = [
  ['/', 'acme/gateway'],
  ['/acme/gateway', '#2 does what #1 does'],
  ['/acme/gateway/sets/s1', 'Close plan'],
  ['/acme/gateway/compare/1...2', 'port.test.ts'],
  ['/acme/gateway/compare/6...7', '<img src=x>'],
  ['/acme/gateway/pulls', 'Retry the handshake'],
  ['/acme/gateway/pulls/2', 'src/gateway/port.ts'],
  ['/acme/gateway/pulls/5', 'Trigger the build'],
  ['/acme/gateway/scans', 'Pull requests'],
] as const

test.each(pages)('%s shows what the stack has read, to a phone and to axe too', async (path, seen) => {
  const { page, faults } = await visit(path, 360)
  await page.locator('main').getByText(seen).first().waitFor({ state: 'attached' })
  expect(await page.locator('claw-failure').count()).toBe(0)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  expect(await findAccessibilityFaults(page)).toEqual([])
  expect(await findBareLinks(page)).toEqual([])
  expect(faults).toEqual([])
})

test('a hostile diff stays text: no element, no script, no link; its marks are seen and its megabyte is cut', async () => {
  const { page, faults } = await visit('/acme/gateway/compare/6...7')
  const rows = page.locator('claw-aligned-file .row:visible')
  await rows.first().waitFor()
  // What both have is folded: a stranger's text stands there, too.
  await page
    .getByText(/\d identical lines/)
    .first()
    .click()
  await page.locator('claw-aligned-file .rows').getByText(script).first().waitFor()
  const text = await page.locator('claw-aligned-file .rows').first().textContent()
  expect(text).toContain(script)
  expect(text).toContain('[U+202E]evil')
  expect(await page.locator('main').textContent()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
  expect(await page.locator('main img, main script, main b, a[href^="javascript"]').count()).toBe(0)
  expect(await page.title()).not.toContain('owned')
  expect(text!.length).toBeLessThan(100_000)
  expect(faults).toEqual([])
})

test('from the list to a set and a word on it, and the word taken back, by keyboard alone', async () => {
  const { page } = await visit('/acme/gateway')
  const title = samplePulls[0]!.title
  await page.getByText(title).first().waitFor()
  while (!(await focusedText(page)).includes(title)) await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/acme/gateway/sets/*')
  const set = page.url()
  await page.getByRole('heading', { level: 1 }).getByText(title).waitFor()
  await page.locator('claw-aligned-file').first().waitFor()
  const said = async () =>
    (
      (await (await fetch(`${url}/api/repos/acme/gateway/pairs/1/2/verdict`)).json()) as {
        verdict: { verdict: string } | null
      }
    ).verdict?.verdict ?? null
  // A public dashboard can be read by anyone and written only with its token.
  await page.keyboard.press('n')
  await page.getByLabel('Dashboard token').fill(dashboardToken)
  await page.keyboard.press('Enter')
  // What was refused without it is sent with it.
  await expect.poll(said).toBe('NOT_RELATED')
  await page.getByLabel('Dashboard token').waitFor({ state: 'detached' })
  await page.keyboard.press('u')
  await expect.poll(said).toBe(null)
  // Back from the next set to the one of which it was said.
  await page.waitForURL(set)
  await page.locator('claw-aligned-file').first().waitFor()
  await page.keyboard.press('d')
  await expect.poll(said).toBe('DUPLICATE')
})

/** The text of what has the focus, through shadow trees. */
const focusedText = (page: Page): Promise<string> =>
  page.evaluate<string>(`(() => {
    let element = document.activeElement
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    return (element?.textContent ?? '').replace(/\\s+/g, ' ').trim()
  })()`)
