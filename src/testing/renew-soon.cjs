// Loaded before the programs of a service. Its worker finds itself far larger after each scan and long at work, waits a
// moment in the place of half a minute before it asks for a fresh process (src/composition/renewal-wish.ts), and ends
// slowly: it says that it is told to, and is busy for a moment first.
const { writeSync } = require('node:fs')
const { basename } = require('node:path')
const { isMainThread } = require('node:worker_threads')

const mebibyte = 1024 * 1024
const soonMs = 300
const busyMs = 700

if (isMainThread && /^worker\.[jt]s$/.test(basename(process.argv[1] ?? ''))) {
  const { memoryUsage } = process
  let grownMb = 0
  process.memoryUsage = () => {
    const { rss, ...rest } = memoryUsage()
    grownMb += 100
    return { ...rest, rss: rss + grownMb * mebibyte }
  }
  process.cpuUsage = () => ({ user: 60e6, system: 0 })
  const { setTimeout } = globalThis
  globalThis.setTimeout = (call, ms, ...rest) => setTimeout(call, ms === 31_000 ? soonMs : ms, ...rest)
  process.on('SIGTERM', () => {
    writeSync(1, `told to end: ${process.pid}\n`)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, busyMs)
  })
}
