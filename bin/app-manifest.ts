import { readConfig } from '../src/config.ts'
import { AppError, describeError } from '../src/errors.ts'
import { deriveManifest, renderManifestPage } from '../src/github/app-manifest.ts'
import { deriveUserAgent } from '../src/github/user-agent.ts'
import { parseCommandLine } from '../src/terminal/command-line.ts'
import { runProgram } from '../src/terminal/run-program.ts'

const usage = `usage: npm run app:manifest -- --url URL [options]

Prints the manifest of a GitHub App for the deployed dashboard at URL. With
--html it is a page with one button: open it in a browser where you are
logged in to GitHub. GitHub then comes back to URL with ?code=… in the
address; within the hour

       npm run app:manifest -- --code CODE

turns that code into the App's settings.

  --name NAME    the App's name, which must not be taken yet (default:
                 ClawTriage and the host)
  --org ORG      the organization that will own it, instead of you
  --html         the page instead of the JSON
  --code CODE    print the settings that belong to a code
  --help
`
const timeoutMs = 30_000

async function main(argv: string[]): Promise<number> {
  const { values } = parseCommandLine({
    args: argv,
    options: {
      url: { type: 'string' },
      name: { type: 'string' },
      org: { type: 'string' },
      html: { type: 'boolean' },
      code: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  const { github } = readConfig({ ...process.env, GITHUB_MODE: 'public' })
  if (values.code !== undefined) {
    process.stdout.write(await exchange(values.code, github.apiUrl))
    return 0
  }
  const url = readUrl(values.url)
  const name = values.name ?? `ClawTriage ${new URL(url).hostname}`.slice(0, 34)
  if (name.length > 34 || name.trim() === '')
    throw new AppError('USAGE', '--name: expected 1 to 34 characters')
  if (values.org !== undefined && !/^[A-Za-z0-9-]{1,39}$/.test(values.org))
    throw new AppError('USAGE', `--org ${JSON.stringify(values.org)}: expected an organization's login`)
  const manifest = deriveManifest(url, name)
  const owner = values.org === undefined ? '' : `/organizations/${values.org}`
  process.stdout.write(
    values.html
      ? renderManifestPage(manifest, `${github.serverUrl}${owner}/settings/apps/new`)
      : `${JSON.stringify(manifest, null, 2)}\n`,
  )
  return 0
}

function readUrl(text: string | undefined): string {
  if (text === undefined) throw new AppError('USAGE', 'missing --url (try --help)')
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || url.protocol !== 'https:' || url.href !== `${url.origin}/`)
    throw new AppError(
      'USAGE',
      `--url ${JSON.stringify(text)}: expected the dashboard's address alone, such as https://my-claw.fly.dev`,
    )
  return url.origin
}

/** The settings as an .env file has them. The key is in base64: one line, which every reader of .env files takes. */
async function exchange(code: string, apiUrl: string): Promise<string> {
  if (!/^[A-Za-z0-9]{1,100}$/.test(code))
    throw new AppError('USAGE', '--code: expected the code from the address')
  let response: Response
  try {
    response = await fetch(`${apiUrl}/app-manifests/${code}/conversions`, {
      method: 'POST',
      headers: { accept: 'application/vnd.github+json', 'user-agent': deriveUserAgent(null) },
      signal: AbortSignal.timeout(timeoutMs),
    })
  } catch (error) {
    throw new AppError('UNAVAILABLE', `GitHub cannot be reached: ${describeError(error)}`)
  }
  if (response.status === 404)
    throw new AppError('NOT_FOUND', 'GitHub does not know this code: it is good for an hour, and once')
  const app = (await response.json().catch(() => null)) as Record<string, unknown> | null
  if (!response.ok || typeof app?.id !== 'number' || typeof app.pem !== 'string')
    throw new AppError('UNAVAILABLE', `GitHub answered ${response.status}`)
  return [
    'GITHUB_MODE=app',
    `GITHUB_APP_ID=${app.id}`,
    `GITHUB_WEBHOOK_SECRET=${String(app.webhook_secret)}`,
    `GITHUB_PRIVATE_KEY_PEM=${Buffer.from(app.pem).toString('base64')}`,
    '',
  ].join('\n')
}

await runProgram('app:manifest', main)
