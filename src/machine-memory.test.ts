import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import {
  diffProcesses,
  heapOptions,
  keptHistoryBytes,
  machineMemoryMb,
  mallocEnvironment,
  shareMemory,
  threadMemoryMb,
  threadSemiSpaceMb,
} from './machine-memory.ts'

test('the smallest machine keeps most of its memory for the scan; a larger one gives its servers more, up to a limit', () => {
  expect(shareMemory(490)).toEqual({
    postgres: {
      work_mem: '8MB',
      maintenance_work_mem: '32MB',
      effective_cache_size: '245MB',
    },
    redisMb: 98,
  })
  expect(shareMemory(1_024).postgres.work_mem).toBe('16MB')
  expect(shareMemory(64_000)).toMatchObject({ postgres: { work_mem: '32MB' }, redisMb: 512 })
})

test('a machine’s memory is known, and is no more than it has', () => {
  expect(machineMemoryMb()).toBeGreaterThan(64)
})

test('the heaps of a small machine are small, those of a large one grow as far as they need, in small steps', () => {
  expect(heapOptions(512, false)).toEqual(['--max-old-space-size=205', '--max-semi-space-size=4'])
  expect(heapOptions(4_096, false, 20)).toEqual([
    '--max-semi-space-size=4',
    '--initial-old-space-size=16',
    '--heap-growing-percent=70',
  ])
  expect([512, 4_096].map((mb) => heapOptions(mb, true))).toEqual([[], []])
  expect([256, 512, 1_024, 64_000].map((mb) => threadMemoryMb(mb))).toEqual([144, 171, 341, 2_048])
  expect([512, 1_024, 2_048].map((mb) => threadSemiSpaceMb(mb))).toEqual([4, 4, 8])
  expect([diffProcesses(512, 4), diffProcesses(4_096, 4), diffProcesses(4_096, 1)]).toEqual([1, 2, 1])
  expect([128, 512, 64_000].map((mb) => keptHistoryBytes(mb) / 1024 / 1024)).toEqual([16, 32, 256])
})

test('a Node that may have dropped an option of V8’s own is given none', () => {
  expect(heapOptions(4_096, false, 99)).toEqual(['--max-semi-space-size=4'])
})

test.runIf(process.versions.bun === undefined)(
  'this runtime knows the options for heaps of every size',
  () => {
    for (const mb of [512, 64_000])
      expect(
        execFileSync(process.execPath, [...heapOptions(mb, false), '--print', '1 + 1'], { encoding: 'utf8' }),
      ).toBe('2\n')
  },
)

/** Large pieces come and go, and small ones between them stay. Prints the MiB that the process has grown by. */
const program = (count: number, bytes: number) => `
  const small = []
  const before = process.memoryUsage().rss
  for (let round = 0; round < 3; round++) {
    let large = []
    for (let at = 0; at < ${count}; at++) {
      large.push(Buffer.alloc(${bytes}, 1))
      small.push(Buffer.allocUnsafeSlow(3_000).fill(1))
    }
    large = null
    gc()
    await new Promise((resolve) => setTimeout(resolve, 50))
    gc()
  }
  console.log(small.length && Math.round((process.memoryUsage().rss - before) / 2 ** 20))`

test.runIf(process.platform === 'linux').each([
  [200, 1 << 20],
  [2_000, 96 << 10],
])('%i pieces of memory of %i bytes leave nothing behind', (count, bytes) => {
  const args = ['--expose-gc', '--input-type=module', '--eval', program(count, bytes)]
  const env = { PATH: process.env.PATH, ...mallocEnvironment }
  const grown = Number(execFileSync(process.execPath, args, { env, encoding: 'utf8' }))
  expect(grown).toBeLessThan(100)
})
