import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../src/root.ts'
import { startOf } from '../src/supervise/process-identity.ts'
import { startProgram } from '../src/testing/run-program.ts'
import { type SampleModel, startSampleModel } from '../src/testing/sample-model.ts'

const bun = join(projectRoot, 'node_modules/.bin/bun')
const opsToken = 'an-ops-token-for-tests'
let folder = ''
let model: SampleModel

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ct-bun-'))
  model = await startSampleModel()
})
afterAll(async () => {
  await model.close()
  rmSync(folder, { recursive: true, force: true })
})

test('under Bun the whole service starts, scans, answers and stops', async () => {
  const env = {
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    GITHUB_API_URL: model.apiUrl,
    GITHUB_SERVER_URL: model.serverUrl,
    OPS_TRIGGER_TOKEN: opsToken,
    PUBLIC_SCAN_ALLOWED_REPOS: 'acme/*',
  }
  const service = startProgram('supervise', [], env, bun)
  try {
    const ready = await service.line(
      (line) => line.includes('"scope":"supervise"') && line.includes('"msg":"ready"'),
    )
    const { url } = JSON.parse(ready) as { url: string }
    expect(await (await fetch(`${url}/api/health`)).json()).toMatchObject({ ok: true })
    const trigger = await fetch(`${url}/api/ops/public-scan`, {
      method: 'POST',
      headers: { authorization: `Bearer ${opsToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ owner: 'acme', repo: 'gateway' }),
    })
    expect(trigger.status).toBe(202)
    const { statusUrl } = (await trigger.json()) as { statusUrl: string }
    let scan = { state: 'waiting', progress: {} }
    while (!['done', 'failed'].includes(scan.state)) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      scan = (await (await fetch(`${url}${statusUrl}`)).json()) as typeof scan
    }
    expect(scan).toMatchObject({ state: 'done', progress: { listed: 5, analyzed: 5, failed: 0 } })
    const sets = (await (await fetch(`${url}/api/repos/acme/gateway/duplicate-sets`)).json()) as {
      items: unknown[]
    }
    expect(sets.items).toMatchObject([{ category: 'SAME_CHANGE', original: 1 }])
    const page = await fetch(`${url}/acme/gateway`)
    expect(page.headers.get('content-type')).toContain('text/html')
    const linked = [...(await page.text()).matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path!)
    expect(linked.some((path) => path.startsWith('/assets/'))).toBe(true)
    for (const path of linked) {
      const file = await fetch(`${url}${path}`)
      expect([path, file.status, (await file.arrayBuffer()).byteLength > 0]).toEqual([path, 200, true])
    }
    expect((await fetch(`${url}/api/health`, { method: 'HEAD' })).status).toBe(200)
    expect((await fetch(`${url}/api/nope`)).status).toBe(404)
  } finally {
    const children = JSON.parse(readFileSync(join(folder, 'data/children.json'), 'utf8')) as { pid: number }[]
    service.child.kill('SIGTERM')
    expect((await service.ended).code).toBe(0)
    for (const { pid } of children) expect(startOf(pid)).toBeNull()
  }
})
