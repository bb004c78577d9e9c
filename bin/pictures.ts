import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { describeError } from '../src/errors.ts'
import { projectRoot } from '../src/root.ts'
import { launchChromium, waitUntilShown } from '../src/testing/browser.ts'

const usage = `Usage: node --import ./bin/typescript.mjs bin/pictures.ts URL OWNER/REPO SET A...B

Takes the README's pictures of a dashboard with real pull requests in it (npm run scan -- OWNER/REPO --serve): the duplicate sets, one set,
one pair and one of its pull requests.
`
const size = { width: 1_200, height: 860 }

async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true })
  const [url, repository, set, pair] = positionals
  if (!url || !repository || !set || !pair || !URL.canParse(url)) {
    process.stderr.write(usage)
    return 2
  }
  const pages = {
    dashboard: '',
    set: `/sets/${set}`,
    pair: `/compare/${pair}`,
    pull: `/pulls/${pair.split('...')[1]}`,
  }
  const folder = join(projectRoot, 'docs')
  mkdirSync(folder, { recursive: true })
  const browser = await launchChromium()
  try {
    for (const [name, path] of Object.entries(pages)) {
      const page = await browser.newPage({ viewport: size, colorScheme: name === 'pair' ? 'dark' : 'light' })
      await page.goto(`${url}/${repository}${path}`)
      await waitUntilShown(page)
      // The colours of code come after the code.
      if (name === 'pair') await page.waitForTimeout(1_000)
      // A mirror knows authors by their e-mail addresses, which do not belong in a picture: what stands before the @ is
      // enough.
      await page.locator('.author bdi').evaluateAll((names) => {
        for (const name of names) name.textContent = (name.textContent ?? '').replace(/@.*/, '')
      })
      await page.screenshot({ path: join(folder, `${name}.png`) })
      await page.close()
      process.stdout.write(`docs/${name}.png\n`)
    }
    return 0
  } finally {
    await browser.close()
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`pictures: ${describeError(error)}\n`)
  process.exitCode = 1
}
