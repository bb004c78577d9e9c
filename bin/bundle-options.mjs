// How our programs become bundles: for the package and the image (build.ts), and for a quick start in a checkout
// (ready-programs.mjs), which runs before any TypeScript can.
import { commands } from './commands.mjs'

/**
 * Packages that the bundle does without. Their importers try them and go on: Postgres' own client instead of pg, other
 * servers for BullMQ's queues, a compiled helper of its serializer, file types for Elysia's uploads.
 */
const absent = ['pg-native', 'redis', 'bullmq-otel', 'msgpackr-extract', 'file-type', '@colors/colors']

/**
 * For packages written for CommonJS: what an ES module has not. Every chunk lies in the same folder, and so does what
 * they look for beside them.
 */
const commonJs = `import { createRequire as __createRequire } from 'node:module'
import { dirname as __dirnameOf } from 'node:path'
import { fileURLToPath as __pathOf } from 'node:url'
const require = __createRequire(import.meta.url), __filename = __pathOf(import.meta.url), __dirname = __dirnameOf(__filename)`

/**
 * Stands in for packages of which a small part is used, and whose own entry brings in all of it: what every process
 * would have to keep in memory.
 */
const parts = {
  'rate-limiter-flexible': ['RateLimiterMemory', 'RateLimiterRes']
    .map((name) => `export { default as ${name} } from 'rate-limiter-flexible/lib/${name}.js'`)
    .join('\n'),
  // BullMQ reads a repeated job's times by it. Nothing here is repeated by the queue.
  'cron-parser': `const none = () => { throw new Error('cron expressions are left out of this build') }
    export const CronExpressionParser = { parse: none }`,
}

/**
 * Stands in for pg's `lib/stream.js`, which tells Node from Cloudflare by making a Response: in Node 20 that loads all
 * of fetch, some 60 ms of processor time in each program.
 */
const nodeStreams = `const net = require('node:net'), tls = require('node:tls')
module.exports = { getStream: () => new net.Socket(), getSecureStream: (options) => tls.connect(options) }`

/** Leaves out of packages what is not used here. */
const unusedParts = {
  name: 'unused-parts',
  setup({ onResolve, onLoad, resolve }) {
    onLoad({ filter: /\/node_modules\/pg\/lib\/stream\.js$/ }, () => ({ contents: nodeStreams }))
    onResolve({ filter: new RegExp(`^(?:${Object.keys(parts).join('|')})$`) }, ({ path, resolveDir }) => ({
      path,
      namespace: 'part',
      pluginData: resolveDir,
    }))
    onLoad({ filter: /./, namespace: 'part' }, ({ path, pluginData }) => ({
      contents: parts[path],
      resolveDir: pluginData,
    }))
    // BullMQ's modules only export, and do not say so: its queues in Postgres would be taken along.
    onResolve({ filter: /^(?:bullmq$|\.)/ }, async ({ path, pluginData, ...from }) => {
      const isBullmq = path === 'bullmq' || from.importer.includes('/node_modules/bullmq/dist/esm/')
      if (!isBullmq || pluginData === unusedParts) return null
      return { ...(await resolve(path, { ...from, pluginData: unusedParts })), sideEffects: false }
    })
  },
}

/** What our programs start by name: threads, and one that makes something ahead. */
const started = ['analysis-thread', 'reading-thread', 'ready-cluster']

/** What is bundled, by its name in bin/: the programs of the package, and what these start. */
export const bundledPrograms = [
  ...commands.filter(({ command }) => command !== undefined).map(({ program }) => program),
  ...started,
]

/** esbuild's options for every bundle of programs: one entry a program; what they share is read once. */
export const bundleOptions = {
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // BullMQ's as modules: what is not used here, such as its queues in Postgres, stays out.
  mainFields: ['module', 'main'],
  // Elysia reads the source of the functions that it is given, and a stack should be one that can be read.
  minify: false,
  external: absent,
  plugins: [unusedParts],
  banner: { js: commonJs },
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
}
