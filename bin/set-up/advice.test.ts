import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'ct-advice-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = new URL('./advice.mjs', import.meta.url).href
const { advise } = (await import(file)) as { advise(title: string, what: string): string }

/** What is said on a machine whose PATH has this package manager alone. */
function sayWith(manager: string | null, what: string): string {
  const path = join(folder, manager ?? 'none')
  mkdirSync(path, { recursive: true })
  if (manager !== null) symlinkSync(process.execPath, join(path, manager))
  const before = process.env.PATH
  process.env.PATH = path
  try {
    return advise('Redis is missing', what)
  } finally {
    process.env.PATH = before
    rmSync(path, { recursive: true })
  }
}

test.each([
  ['dnf', 'sudo dnf install valkey'],
  ['apk', 'sudo apk add valkey'],
  ['pacman', 'sudo pacman -S valkey'],
  ['zypper', 'sudo zypper install redis'],
  ['brew', 'brew install valkey'],
  ['apt-get', 'sudo apt-get install redis-server'],
  [null, 'install redis-server with your package manager'],
])('with %s one line names its command, and the way by docker', (manager, command) => {
  const line = sayWith(manager, 'redis')
  expect(line).toMatch(/^Redis is missing: /)
  expect(line).toContain(command)
  expect(line).toContain('docker run -d -p 127.0.0.1:6379:6379')
  expect(line).toContain('REDIS_URL=redis://127.0.0.1:6379')
  expect(line).not.toContain('\n')
})

test('what a package manager lacks is not offered', () => {
  expect(sayWith('yum', 'chromium')).not.toContain('yum')
})
