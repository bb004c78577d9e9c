// Stands in for a thread of ours (src/thread/open-thread.ts): what it is asked about says how it behaves.
import { getHeapStatistics } from 'node:v8'
import { parentPort } from 'node:worker_threads'

parentPort.on('message', ({ kind, job, change }) => {
  const patch = kind === 'compare' ? 'hang' : (job?.change ?? change)?.patch
  if (patch === 'hang') for (;;);
  if (patch === 'fill') for (const held = []; ; ) held.push(new Array(100_000).fill(held.length))
  if (patch === 'end') process.exit(1)
  if (patch === 'fail')
    parentPort.postMessage({
      kind: 'failure',
      error: { name: 'AppError', message: 'no database', fields: { code: 'UNAVAILABLE' }, cause: null },
    })
  else if (patch === 'limit')
    parentPort.postMessage({ kind: 'answer', value: getHeapStatistics().heap_size_limit })
  else parentPort.postMessage({ kind: 'answer', value: { ok: true, revision: { patch } } })
})
parentPort.postMessage({ kind: 'ready' })
