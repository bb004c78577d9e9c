import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from '../postgres/pool.ts'
import { onceForRun } from './once-for-run.ts'
import type { ApiDescription } from './validate-answers.ts'

const tokens = { DASHBOARD_TOKEN: 'a-dashboard-token', OPS_TRIGGER_TOKEN: 'an-ops-token-for-tests' }

/** `/api/openapi.json` of an API with all its routes. It is asked once for a run: its modules take a second to load. */
export async function readApiDescription(): Promise<ApiDescription> {
  const folder = await onceForRun('api-description', async (made) => {
    const { buildApi } = await import('../api/app.ts')
    const { readingPorts } = await import('./api-ports.ts')
    const handle = await buildApi(readingPorts({} as Pool, tokens))
    const answer = await handle(new Request('http://localhost/api/openapi.json'))
    await writeFile(join(made, 'openapi.json'), await answer.text())
  })
  return JSON.parse(await readFile(join(folder, 'openapi.json'), 'utf8')) as ApiDescription
}
