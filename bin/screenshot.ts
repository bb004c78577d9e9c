import { parseArgs } from 'node:util'
import { describeError } from '../src/errors.ts'
import { launchChromium, waitUntilShown } from '../src/testing/browser.ts'

const usage = `Usage: node --import ./bin/typescript.mjs bin/screenshot.ts URL FILE.png [options]

Takes a picture of a page of the dashboard in a headless Chromium.

  --width N     of the window in CSS pixels (default 1280)
  --height N    of the window (default 800)
  --dark        the dark colour scheme
  --full        the whole page, not only the window
  --open        unfold everything that folds
  --scale N     device pixels to a CSS pixel (default 1)
`

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      width: { type: 'string', default: '1280' },
      height: { type: 'string', default: '800' },
      scale: { type: 'string', default: '1' },
      dark: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      open: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  const [url, file] = positionals
  const [width, height, scale] = [Number(values.width), Number(values.height), Number(values.scale)]
  if (!url || !file || !URL.canParse(url) || !(width > 0 && height > 0 && scale > 0)) {
    process.stderr.write(`screenshot: a URL, a file and sizes above 0 are needed\n\n${usage}`)
    return 2
  }
  const browser = await launchChromium()
  try {
    const page = await browser.newPage({
      viewport: { width, height },
      deviceScaleFactor: scale,
      colorScheme: values.dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
    })
    await page.goto(url)
    await waitUntilShown(page)
    if (values.open) {
      // One within a menu that is closed cannot be unfolded.
      for (const summary of await page.locator('summary').all())
        if (await summary.isVisible()) await summary.click()
      await waitUntilShown(page)
    }
    await page.screenshot({ path: file, fullPage: values.full })
    process.stdout.write(`${file}\n`)
    return 0
  } finally {
    await browser.close()
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`screenshot: ${describeError(error)}\n`)
  process.exitCode = 1
}
