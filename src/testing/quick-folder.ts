import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { freemem } from 'node:os'
import { join } from 'node:path'
import { machineMemoryMb } from '../machine-memory.ts'

const memory = '/dev/shm'
/** Linux's number of a file system that is kept in memory. */
const tmpfs = 0x01021994
/** Twice what tests were seen to hold at a time, mostly as packages that any-user.test.ts installs twice. */
const enoughBytes = 6 * 2 ** 30

/**
 * Tests make and remove thousands of small files, servers' and repositories': on a disk that is a good part of their
 * processor time.
 * @returns a folder in memory for temporary files; null where there is none, where it or the memory lacks room,
 *   or where nothing in it may be run.
 */
export function findQuickFolder(
  folder = memory,
  free = mayTake(),
  canRun: (folder: string) => boolean = runsPrograms,
): string | null {
  try {
    const { type, bavail, bsize } = statfsSync(folder)
    if (type !== tmpfs || bavail * bsize < enoughBytes || free < enoughBytes) return null
    return canRun(folder) ? folder : null
  } catch {
    return null
  }
}

/** What is free, of a container at most half: its files in memory count as its own. Bytes. */
const mayTake = () => Math.min(freemem(), (machineMemoryMb() / 2) * 2 ** 20)

function runsPrograms(folder: string): boolean {
  const own = mkdtempSync(join(folder, 'ct-try-'))
  try {
    const program = join(own, 'program')
    writeFileSync(program, '#!/bin/sh\nexit 0\n')
    chmodSync(program, 0o755)
    return spawnSync(program).status === 0
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
}
