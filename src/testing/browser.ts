import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { AppError } from '../errors.ts'
import { findInstalled, programEnv } from '../supervise/installed.mjs'

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] as const

/** Without these a closed network refuses Chromium's own connections, many at a time. */
const quietFlags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * The Chromium to use: `CHROMIUM_PATH`, else the first that is found on PATH or in /usr/bin; null when there is none.
 */
export function findChromium(env: Record<string, string | undefined>): string | null {
  if (env.CHROMIUM_PATH) return env.CHROMIUM_PATH
  const folders = [...(env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''), '/usr/bin']
  const places = programs.flatMap((program) => folders.map((folder) => join(folder, program)))
  return places.find(isExecutable) ?? findInstalled('chromium', programs, env)
}

/**
 * Starts a headless Chromium with a profile of its own; the caller closes it.
 * @throws AppError UNAVAILABLE that says what to install when there is no Chromium.
 */
export async function launchChromium(
  env: Record<string, string | undefined> = process.env,
): Promise<Browser> {
  const executablePath = findChromium(env)
  if (executablePath === null)
    throw new AppError(
      'UNAVAILABLE',
      'Chromium is not installed: apt-get install chromium, or set CHROMIUM_PATH to its program',
    )
  // Chromium's sandbox refuses to start as root, which is what a container's tests run as.
  const root = process.getuid?.() === 0
  // So does one in a folder of ours: its helper would have to belong to root.
  const ours = executablePath === findInstalled('chromium', programs, env)
  return chromium.launch({
    executablePath,
    args: root || ours ? [...quietFlags, '--no-sandbox'] : quietFlags,
    env: { ...env, ...programEnv(executablePath, null, env) } as Record<string, string>,
  })
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Until a page of the dashboard shows what it has to show. (Events keep its network busy for ever.) */
export async function waitUntilShown(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  for (;;) {
    await page.waitForTimeout(100)
    if ((await page.locator('claw-waiting').count()) === 0) return
  }
}
