import { expect, test } from 'vitest'
import { machineMemoryMb, shareMemory } from './machine-memory.ts'

test('the smallest machine keeps most of its memory for the scan; a larger one gives its servers more, up to a limit', () => {
  expect(shareMemory(490)).toEqual({
    postgres: {
      shared_buffers: '48MB',
      work_mem: '8MB',
      maintenance_work_mem: '32MB',
      effective_cache_size: '245MB',
    },
    redisMb: 98,
  })
  expect(shareMemory(1_024).postgres.shared_buffers).toBe('128MB')
  expect(shareMemory(64_000)).toMatchObject({ postgres: { shared_buffers: '256MB' }, redisMb: 512 })
})

test('a machine’s memory is known, and is no more than it has', () => {
  expect(machineMemoryMb()).toBeGreaterThan(64)
})
