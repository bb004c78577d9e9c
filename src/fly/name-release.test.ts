import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nameRelease } from './name-release.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ct-release-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a change, another change and a file that git does not know each make another name', () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org', ...args], { cwd: folder })
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
  git('init', '--quiet')
  write('.gitignore', 'ignored\n')
  write('a', 'one')
  git('add', '.')
  git('commit', '--quiet', '--message', 'first')
  const names = [nameRelease(folder)]
  expect(names[0]).toMatch(/^[0-9a-f]{12}$/)
  write('ignored', 'x')
  expect(nameRelease(folder)).toBe(names[0])
  for (const [name, text] of [
    ['a', 'two'],
    ['a', 'three'],
    ['new', 'one'],
    ['new', 'two'],
  ] as const) {
    write(name, text)
    names.push(nameRelease(folder))
    expect(nameRelease(folder)).toBe(names.at(-1))
  }
  expect(new Set(names).size).toBe(names.length)
})

test('a folder without git has a name all the same', () => {
  expect(nameRelease(folder)).toMatch(/^t[0-9a-z]+$/)
})
