import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { projectRoot } from '../src/root.ts'
import { bundledPrograms } from './bundle-options.mjs'
import { readyProgram } from './ready-programs.mjs'

let root: string
const word = () => join(root, 'src/word.ts')
const run = (program: string | null) => execFileSync(process.execPath, [program!], { encoding: 'utf8' })

/** A checkout whose programs say a word, and where they stand. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ct-ready-'))
  for (const folder of ['bin', 'src', 'node_modules']) mkdirSync(join(root, folder))
  symlinkSync(
    join(projectRoot, 'node_modules/postgres-migrations'),
    join(root, 'node_modules/postgres-migrations'),
  )
  writeFileSync(word(), "export const word: string = 'first'\nexport const place = import.meta.url\n")
  for (const program of bundledPrograms)
    writeFileSync(
      join(root, 'bin', `${program}.ts`),
      "import { place, word } from '../src/word.ts'\nconsole.log(word, place)\n",
    )
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('it is made once, knows where its source stands, and is made anew when a source has changed', async () => {
  const first = await readyProgram(root, 'scan')
  expect(run(first)).toBe(`first file://${root}/src/word.ts\n`)
  expect(await readyProgram(root, 'scan')).toBe(first)

  writeFileSync(word(), "export const word = 'later'\nexport const place = ''\n")
  const later = await readyProgram(root, 'scan')
  expect(run(later).trim()).toBe('later')
  // A process that runs may still ask for a part of the older one.
  expect(run(first)).toMatch(/^first/)
})

test('one that is cut off, as on a full disk, is made anew; a checkout behind a link is the same one', async () => {
  const first = await readyProgram(root, 'scan')
  const link = `${root}-link`
  symlinkSync(root, link)
  try {
    expect(await readyProgram(link, 'scan')).toBe(first)
    writeFileSync(first!, '')
    const again = await readyProgram(link, 'scan')
    expect(run(again)).toMatch(/^first/)
    writeFileSync(word(), "export const word = 'later'\nexport const place = ''\n")
    expect(run(await readyProgram(link, 'scan')).trim()).toBe('later')
  } finally {
    rmSync(link)
  }
})

test('packages that were installed since are taken', async () => {
  const first = await readyProgram(root, 'scan')
  writeFileSync(join(root, 'node_modules/.package-lock.json'), '{}')
  expect(await readyProgram(root, 'scan')).not.toBe(first)
})

test('a checkout that was copied makes its own', async () => {
  const first = await readyProgram(root, 'scan')
  const copy = `${root}-copy`
  execFileSync('cp', ['-a', root, copy])
  try {
    const copied = await readyProgram(copy, 'scan')
    expect(dirname(dirname(copied!))).not.toBe(dirname(dirname(first!)))
    expect(run(copied)).toBe(`first file://${copy}/src/word.ts\n`)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
})

test('old ones go', async () => {
  for (let change = 0; change < 13; change++) {
    writeFileSync(word(), `export const word = 'change ${change}'\nexport const place = ''\n`)
    await readyProgram(root, 'scan')
  }
  const kept = readdirSync(join(root, 'node_modules/.cache/programs'), { withFileTypes: true })
  expect(kept.filter((entry) => entry.isDirectory())).toHaveLength(10)
})

test.each([
  ['a source that is wrong', () => writeFileSync(word(), 'export const word =')],
  ['a folder that cannot be written to', () => writeFileSync(join(root, 'node_modules/.cache'), '')],
  [
    'a record that is damaged and cannot be replaced',
    () => mkdirSync(join(root, 'node_modules/.cache/programs/made.json'), { recursive: true }),
  ],
])('with %s there is none, and the sources are run', async (_, spoil) => {
  spoil()
  expect(await readyProgram(root, 'scan')).toBeNull()
})

test('a program of the checkout alone is run from its source', async () => {
  expect(await readyProgram(root, 'dev')).toBeNull()
})
