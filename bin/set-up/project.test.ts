import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, expect, test } from 'vitest'
import { projectRoot } from '../../src/root.ts'

const root = mkdtempSync(join(tmpdir(), 'ct-project-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const file = new URL('./project.mjs', import.meta.url).href
const { dashboard } = (await import(file)) as { dashboard: { isThere(root: string): boolean } }

test('the dashboard counts as built until any file that its build reads is newer', async () => {
  const { metafile } = await build({
    absWorkingDir: projectRoot,
    entryPoints: ['src/dashboard/main.ts'],
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: 'none',
    write: false,
    metafile: true,
    logLevel: 'error',
  })
  const read = Object.keys(metafile.inputs).filter((path) => path.startsWith('src/'))
  expect(read.some((path) => path.startsWith('src/words/'))).toBe(true)
  const write = (path: string, second: number) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), '')
    utimesSync(join(root, path), second, second)
  }
  for (const path of read) write(path, 1_000)
  write('public/index.html', 2_000)
  expect(dashboard.isThere(root)).toBe(true)
  for (const path of read) {
    write(path, 3_000)
    expect([path, dashboard.isThere(root)]).toEqual([path, false])
    write(path, 1_000)
  }
  write('src/words/some.test.ts', 3_000)
  expect(dashboard.isThere(root)).toBe(true)
})
