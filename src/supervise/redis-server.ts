import { mkdirSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { machineMemoryMb, shareMemory } from '../machine-memory.ts'
import type { ChildSpec } from './child.ts'
import { programEnv } from './installed.mjs'
import { openServerFolder } from './socket-folder.ts'
import { findAccount, giveTo, runAs } from './unprivileged.ts'

/** Loading an append-only file of a full Redis; for hangs alone, on a sixteenth of a processor. */
const startDeadlineMs = 180_000
const stopDeadlineMs = 4_000
const pingDeadlineMs = 5_000

export interface EmbeddedRedis {
  spec: ChildSpec
  redisUrl: string
}

/** Prepares the data folder and says how to start Redis, on a socket in a folder of its own and on no port. */
export function prepareRedis(program: string, dataFolder: string, socketFolder: string): EmbeddedRedis {
  const account = findAccount(['redis', 'postgres'])
  const sockets = openServerFolder(socketFolder, 'redis', account)
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  giveTo(account, dataFolder)
  const socket = join(sockets, 'redis.sock')
  const settings: Record<string, string> = {
    port: '0',
    unixsocket: socket,
    // Who may come near it is decided by the folder.
    unixsocketperm: '770',
    dir: dataFolder,
    daemonize: 'no',
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '',
    // It holds the queue alone, and refuses new work rather than forget any (BullMQ needs `noeviction`).
    maxmemory: `${shareMemory(machineMemoryMb()).redisMb}mb`,
    'maxmemory-policy': 'noeviction',
    loglevel: 'warning',
  }
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])
  return {
    redisUrl: `unix://${encodeURI(socket)}`,
    spec: {
      name: 'redis',
      ...runAs(account, dataFolder, program, args),
      env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC', ...programEnv(program) },
      output: 'keep',
      stopSignal: 'SIGTERM',
      startDeadlineMs,
      stopDeadlineMs,
      probe: () => ping(socket),
    },
  }
}

/** True once Redis answers PONG; while it loads its file it answers that it is LOADING. */
function ping(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = createConnection(socket)
    const answer = (pong: boolean) => {
      connection.destroy()
      resolve(pong)
    }
    connection.setTimeout(pingDeadlineMs, () => answer(false))
    connection.once('error', () => answer(false))
    connection.once('connect', () => connection.write('PING\r\n'))
    connection.once('data', (data) => answer(data.toString('latin1').startsWith('+PONG')))
  })
}
