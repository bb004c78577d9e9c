import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { onceForRun } from './once-for-run.ts'

test('what several ask for at once is made once, and whole before one of them gets it', async () => {
  let made = 0
  const make = async (folder: string) => {
    made += 1
    await new Promise((resolve) => setTimeout(resolve, 20))
    await writeFile(join(folder, 'a.txt'), 'whole')
  }
  const folders = await Promise.all([1, 2, 3].map(() => onceForRun('once-for-run-test', make)))
  expect(made).toBe(1)
  expect(new Set(folders).size).toBe(1)
  expect(await readFile(join(folders[0]!, 'a.txt'), 'utf8')).toBe('whole')
})

test('what cannot be made fails each that asks for it', async () => {
  const make = () => Promise.reject(new Error('no room'))
  await expect(onceForRun('once-for-run-fails', make)).rejects.toThrow('no room')
  await expect(onceForRun('once-for-run-fails', make)).rejects.toThrow('was not made: no room')
})
