import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeVersions, readVersion } from './versions.ts'

test('the versions of everything that a test run uses are one line', async () => {
  const line = await describeVersions(process.env)
  expect(line).toMatch(/^Node \d+\.\d+\.\d+, Chromium (?:\d[\d.]+|missing), Postgres \d[\d.]+, /)
  expect(line).toMatch(/, Redis (?:\d[\d.]+(?: \(Valkey\))?|missing), git \d[\d.]+$/)
  expect(line).toContain(`Node ${process.versions.node}`)
})

test('a program that is missing, or that fails, is called missing and stops nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ct-versions-'))
  try {
    const broken = join(folder, 'chromium')
    writeFileSync(broken, '#!/bin/sh\nexit 3\n', { mode: 0o755 })
    expect(await describeVersions({ ...process.env, CHROMIUM_PATH: broken })).toContain('Chromium missing')
    expect(await describeVersions({ ...process.env, CHROMIUM_PATH: join(folder, 'none') })).toContain(
      'Chromium missing',
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test.each([
  ['Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64', '7.0.15'],
  ['Valkey server v=8.1.1 sha=00000000:0 malloc=libc bits=64', '8.1.1 (Valkey)'],
  ['postgres (PostgreSQL) 17.2 (Debian 17.2-1)', '17.2'],
  ['Chromium 156.0.8078.108 built on Debian GNU/Linux 12 (bookworm)', '156.0.8078.108'],
  ['something else', 'of unknown version'],
])('%s is %s', (said, version) => expect(readVersion(said)).toBe(version))
