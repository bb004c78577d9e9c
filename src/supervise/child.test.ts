import { getEventListeners } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { type Child, type ChildSpec, startChild } from './child.ts'
import { startOf } from './process-identity.ts'

const log = openLog('test', 'silent')
const running: Child[] = []
afterEach(async () => {
  for (const child of running.splice(0)) {
    child.kill()
    await child.ended
  }
})

/** A real little program. */
function little(code: string, more: Partial<ChildSpec> = {}): ChildSpec {
  return {
    name: 'little',
    command: process.execPath,
    args: ['-e', code],
    env: { PATH: process.env.PATH ?? '' },
    output: 'keep',
    stopSignal: 'SIGTERM',
    startDeadlineMs: 20_000,
    stopDeadlineMs: 500,
    ipc: true,
    ...more,
  }
}

async function start(spec: ChildSpec): Promise<Child> {
  const child = await startChild(spec, log)
  running.push(child)
  return child
}

test('a child that announces itself late is waited for, and its port is known', async () => {
  const child = await start(
    little('setTimeout(() => process.send({ ready: true, port: 7 }), 200); setInterval(() => {}, 1e6)'),
  )
  expect(child.state()).toBe('ready')
  expect(child.announced()).toEqual({ port: 7 })
})

test('a child that dies at once is reported with its last words', async () => {
  await expect(startChild(little('console.error("no such table"); process.exit(3)'), log)).rejects.toThrow(
    'little exited with code 3: no such table',
  )
})

test('a signal that ends the start is what is told, and many starts leave no listener on it', async () => {
  const interrupted = new AbortController()
  const { signal } = interrupted
  for (let count = 0; count < 12; count++) {
    const child = await startChild(
      little('process.send({ ready: true }); setInterval(() => {}, 1e6)'),
      log,
      signal,
    )
    running.push(child)
  }
  expect(getEventListeners(signal, 'abort')).toEqual([])
  const reason = new Error('told to stop')
  const starting = startChild(little('setInterval(() => {}, 1e6)'), log, signal)
  interrupted.abort(reason)
  await expect(starting).rejects.toBe(reason)
})

test('a program that does not exist is reported, not thrown away', async () => {
  await expect(startChild(little('', { command: '/nonexistent/program' }), log)).rejects.toThrow(
    'could not be started',
  )
})

test('a child that is never ready is killed when its time is over', async () => {
  let pid = 0
  const spec = little('setInterval(() => {}, 1e6)', { startDeadlineMs: 300 })
  await expect(startChild(spec, log, undefined, (spawned) => (pid = spawned))).rejects.toThrow(
    'not ready within 0.3 s',
  )
  expect(pid).toBeGreaterThan(0)
  expect(startOf(pid)).toBeNull()
})

test('a start that is interrupted leaves nothing running', async () => {
  const interrupt = new AbortController()
  let pid = 0
  const starting = startChild(little('setInterval(() => {}, 1e6)'), log, interrupt.signal, (spawned) => {
    pid = spawned
    setTimeout(() => interrupt.abort(new Error('interrupted')), 50)
  })
  await expect(starting).rejects.toThrow('interrupted')
  expect(startOf(pid)).toBeNull()
})

test('readiness is asked for until it is answered', async () => {
  let asked = 0
  const child = await start(
    little('setInterval(() => {}, 1e6)', { ipc: false, probe: async () => ++asked >= 3 }),
  )
  expect(asked).toBe(3)
  expect(child.state()).toBe('ready')
})

test('a child that ignores SIGTERM is killed after its deadline', async () => {
  const child = await start(
    little('process.on("SIGTERM", () => {}); process.send({ ready: true }); setInterval(() => {}, 1e6)'),
  )
  await child.stop()
  expect(child.state()).toBe('exited')
  expect(await child.ended).toMatchObject({ how: 'was ended by SIGKILL', unexpected: false })
})

test('a frozen child is killed after its deadline', async () => {
  const child = await start(little('process.send({ ready: true }); setInterval(() => {}, 1e6)'))
  process.kill(child.pid, 'SIGSTOP')
  await child.stop()
  expect(startOf(child.pid)).toBeNull()
})

test('a child that dies by itself ends unexpectedly, one that was stopped does not', async () => {
  const dying = await start(little('process.send({ ready: true }); setTimeout(() => process.exit(4), 50)'))
  expect(await dying.ended).toMatchObject({ how: 'exited with code 4', unexpected: true })
  const stopped = await start(little('process.send({ ready: true }); setInterval(() => {}, 1e6)'))
  await Promise.all([stopped.stop(), stopped.stop()])
  expect(await stopped.ended).toMatchObject({ unexpected: false })
})

/** As our programs do (announce.ts): it asks where its servers are, and says that it is ready once it has been told. */
const asking =
  'process.on("message", ({ servers }) => process.send({ ready: true, port: Number(servers.PORT) }));' +
  'process.send({ asks: "servers" }); setInterval(() => {}, 1e6)'

test('a child that starts beside its servers is told where they are once they are known, and timed from then on', async () => {
  let tell: (servers: Record<string, string>) => void = () => {}
  const given = new Promise<Record<string, string>>((resolve) => {
    tell = resolve
  })
  const starting = start(little(asking, { given, startDeadlineMs: 20_000 }))
  const slow = startChild(
    little('process.send({ asks: "servers" }); setInterval(() => {}, 1e6)', {
      given,
      startDeadlineMs: 1,
    }),
    log,
  )
  // It waits as long as they take; its own deadline is not about them.
  const early = await Promise.race([
    slow.then(String, String),
    new Promise((resolve) => setTimeout(resolve, 200, 'waits')),
  ])
  expect(early).toBe('waits')
  tell({ PORT: '17' })
  expect((await starting).announced()).toEqual({ port: 17 })
  await expect(slow).rejects.toThrow('little was not ready within 0.001 s')
})

test('servers that never start leave no child behind that waits for them', async () => {
  const cancel = new AbortController()
  let pid = 0
  const given = Promise.reject(new Error('no room'))
  given.catch(() => {})
  const starting = startChild(little(asking, { given }), log, cancel.signal, (started) => {
    pid = started
  })
  cancel.abort(new Error('no room'))
  await expect(starting).rejects.toThrow('no room')
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})
