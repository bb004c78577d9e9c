import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { readApiDescription } from '../../testing/api-description.ts'
import { launchChromium } from '../../testing/browser.ts'
import { onceForRun } from '../../testing/once-for-run.ts'
import { type Look, openPageAgain } from '../../testing/page-again.ts'
import { buildDashboard } from './built-dashboard.ts'
import { type Answers, emptyPage, openStandIn } from './stand-in-api.ts'

export interface Visit {
  page: Page
  /** Scripts that threw and loads that the Content-Security-Policy refused; a test wants none. */
  faults: string[]
}

export interface OpenDashboard {
  url: string
  requests: readonly string[]
  /** Tells an event to every page that listens. */
  emit(event: { type: string; [fact: string]: unknown }): void
  /** Every connection on which events come is lost. */
  breakStreams(): void
  /** Opens a path as a browser does that was never there, with the API answering as `answers` says. */
  visit(path: string, answers: Answers, look?: Look): Promise<Visit>
  close(): Promise<void>
}

/** The built dashboard in a real headless Chromium, before a stand-in for the API. */
export async function openDashboard(): Promise<OpenDashboard> {
  const [folder, browser, spec] = await Promise.all([
    onceForRun('dashboard', (made) => buildDashboard('uncompressed', made)),
    launchChromium(),
    readApiDescription(),
  ])
  const standIn = await openStandIn(folder, spec)
  const again = openPageAgain(browser, standIn.url + emptyPage)
  return {
    url: standIn.url,
    requests: standIn.requests,
    emit: standIn.emit,
    breakStreams: standIn.breakStreams,
    async visit(path, answers, look = {}) {
      // First, so that what is on the page asks for none of the new answers.
      const page = await again.open(look)
      standIn.answer(answers)
      page.setDefaultTimeout(10_000)
      const faults: string[] = []
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('console', (message) => {
        // An answer with an error status is logged by the browser itself: that is what those tests are about.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          faults.push(message.text())
      })
      await page.goto(standIn.url + path)
      return { page, faults }
    },
    async close() {
      await browser.close()
      await standIn.close()
    },
  }
}

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe-core finds wrong on a page, shadow trees included: one line for each place. */
export async function findAccessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(await axeSource)
  const { violations } = await page.evaluate<AxeResults>(
    '(0, globalThis.axe).run(document, { resultTypes: ["violations"] })',
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.html}`),
  )
}

/**
 * Links among other words that only their colour tells from these, shadow trees included. axe-core asks for an
 * underline only where the two colours are close, which its version, the browser and the scheme decide: here it is
 * asked for everywhere.
 */
export function findBareLinks(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const isInline = (element) => getComputedStyle(element).display === 'inline'
    const words = (text) => (text ?? '').replace(/[\\s.,;:()]+/g, '')
    const linksOf = (root) => [...root.querySelectorAll('*')].flatMap((element) => [
      ...(element.matches('a[href]') ? [element] : []),
      ...(element.shadowRoot ? linksOf(element.shadowRoot) : []),
    ])
    return linksOf(document).filter((link) => {
      if (!link.checkVisibility() || !isInline(link)) return false
      let block = link.parentElement
      while (block !== null && isInline(block)) block = block.parentElement
      const around = [...(block ?? link.getRootNode()).childNodes].filter((node) => node.nodeType === 3 ? true : node.nodeType === 1 && isInline(node) && !node.contains(link) && !node.matches('a'))
      return words(around.map((node) => node.textContent).join('')) !== '' && !getComputedStyle(link).textDecorationLine.includes('underline')
    }).map((link) => link.outerHTML.replace(/<!--.*?-->/g, '').slice(0, 200))
  })()`)
}
