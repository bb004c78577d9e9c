// Stands in for the worker's second thread (src/worker/thread.ts): what it is asked about says how it behaves.
import { parentPort } from 'node:worker_threads'

parentPort.on('message', ({ kind, job }) => {
  const patch = kind === 'compare' ? 'hang' : job.change.patch
  if (patch === 'hang') for (;;);
  if (patch === 'fill') for (const held = []; ; ) held.push(new Array(100_000).fill(held.length))
  if (patch === 'end') process.exit(1)
  if (patch === 'fail')
    parentPort.postMessage({ kind: 'failure', code: 'UNAVAILABLE', message: 'no database', stack: undefined })
  else parentPort.postMessage({ kind: 'answer', value: { ok: true, revision: { patch } } })
})
parentPort.postMessage({ kind: 'ready' })
