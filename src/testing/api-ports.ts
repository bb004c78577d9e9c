import { openAccess } from '../api/access.ts'
import type { ApiPorts } from '../api/ports.ts'
import { readConfig } from '../config.ts'
import { openLog } from '../log.ts'
import type { Pool } from '../postgres/pool.ts'
import { changesHere } from './changes-here.ts'

/**
 * What the API is handed in a test of what it reads: this database and these settings, and no one who triggers or
 * listens.
 */
export function readingPorts(pool: Pool, env: Record<string, string>): ApiPorts {
  const config = readConfig(env)
  return {
    config,
    pool,
    access: openAccess(config),
    changes: changesHere(pool),
    checkHealth: async () => ({ ok: true, checks: { postgres: 'up', redis: 'up', worker: 'up' } }),
    enqueueDelivery: null,
    acceptScan: () => Promise.reject(new Error('no scan is triggered here')),
    reapplyVerdicts: async () => {},
    publish: () => {},
    enqueueWhatIf: async () => true,
    events: { subscribe: () => () => {} },
    exportQueues: async () => [],
    log: openLog('test', 'silent'),
    version: '1',
    now: () => new Date(),
    publicFolder: null,
  }
}
