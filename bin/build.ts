import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { build as bundle, type Metafile, type Plugin, transform } from 'esbuild'
import { build as buildDashboard } from 'vite'
import { projectRoot } from '../src/root.ts'
import { parseCommandLine } from '../src/terminal/command-line.ts'
import { exitCodeOf, renderFailure } from '../src/terminal/program.ts'
import { renameCommands } from './command-names.ts'
import { commands } from './commands.mjs'

const usage = `usage: npm run build

Builds what the package and the image run: the dashboard into public/, and every program with all that it imports into dist/.
`
const out = join(projectRoot, 'dist')

/**
 * Packages that the bundle does without. Their importers try them and go on: Postgres' own client instead of pg, other
 * servers for BullMQ's queues, a compiled helper of its serializer, file types for Elysia's uploads.
 */
const absent = ['pg-native', 'redis', 'bullmq-otel', 'msgpackr-extract', 'file-type', '@colors/colors']

/**
 * For packages written for CommonJS: what an ES module has not. Every chunk lies in dist/ itself, and so does what they
 * look for beside them.
 */
const commonJs = `import { createRequire as __createRequire } from 'node:module'
import { dirname as __dirnameOf } from 'node:path'
import { fileURLToPath as __pathOf } from 'node:url'
const require = __createRequire(import.meta.url), __filename = __pathOf(import.meta.url), __dirname = __dirnameOf(__filename)`

async function main(): Promise<number> {
  const { values } = parseCommandLine({
    args: process.argv.slice(2),
    options: { help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  // What is handed on is never a development build, wherever it is made.
  process.env.NODE_ENV = 'production'
  const modules = [...(await buildPages()), ...(await buildPrograms())]
  writeFileSync(join(out, 'THIRD-PARTY-LICENSES.txt'), renderLicenses(modules))
  return 0
}

const isOurs = (path: string) => path.startsWith(projectRoot) && !path.includes('/node_modules/')

const commandNames: Plugin = {
  name: 'command-names',
  setup({ onLoad }) {
    onLoad({ filter: /\.(?:ts|mjs)$/ }, ({ path }) =>
      isOurs(path)
        ? {
            contents: renameCommands(readFileSync(path, 'utf8')),
            loader: path.endsWith('.ts') ? 'ts' : 'js',
          }
        : null,
    )
  },
}

/**
 * Stands in for packages of which a small part is used, and whose own entry brings in all of it: what every process
 * would have to keep in memory.
 */
const parts: Readonly<Record<string, string>> = {
  'rate-limiter-flexible': ['RateLimiterMemory', 'RateLimiterRes']
    .map((name) => `export { default as ${name} } from 'rate-limiter-flexible/lib/${name}.js'`)
    .join('\n'),
  // BullMQ reads a repeated job's times by it. Nothing here is repeated by the queue.
  'cron-parser': `const none = () => { throw new Error('cron expressions are left out of this build') }
    export const CronExpressionParser = { parse: none }`,
}

/** Leaves out of packages what is not used here. */
const unusedParts: Plugin = {
  name: 'unused-parts',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: new RegExp(`^(?:${Object.keys(parts).join('|')})$`) }, ({ path, resolveDir }) => ({
      path,
      namespace: 'part',
      pluginData: resolveDir,
    }))
    onLoad({ filter: /./, namespace: 'part' }, ({ path, pluginData }) => ({
      contents: parts[path]!,
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

/** @returns the modules that went into it. */
async function buildPages(): Promise<string[]> {
  const built = await buildDashboard({
    configFile: join(projectRoot, 'vite.config.ts'),
    logLevel: 'warn',
    plugins: [
      {
        name: 'command-names',
        enforce: 'pre',
        transform: (code, id) => (isOurs(id) ? { code: renameCommands(code), map: null } : null),
      },
    ],
  })
  const results = [built].flat() as { output: { type: string; moduleIds?: string[] }[] }[]
  return results.flatMap(({ output }) => output.flatMap(({ moduleIds }) => moduleIds ?? []))
}

const threads = ['analysis-thread', 'reading-thread']

/** One entry a program; what they share is read once. @returns the modules that went into it. */
async function buildPrograms(): Promise<string[]> {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out)
  const programs = commands.filter(({ command }) => command !== undefined).map(({ program }) => program)
  const { metafile } = await bundle({
    absWorkingDir: projectRoot,
    // A thread's code is loaded by its file's name.
    entryPoints: ['bin/clawtriage.mjs', ...[...programs, ...threads].map((name) => `bin/${name}.ts`)],
    outdir: out,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // BullMQ's as modules: what is not used here, such as its queues in Postgres, stays out.
    mainFields: ['module', 'main'],
    // Elysia reads the source of the functions that it is given, and a stack should be one that can be read.
    minify: false,
    define: { CLAWTRIAGE_BUNDLE: 'true' },
    external: absent,
    plugins: [commandNames, unusedParts],
    banner: { js: commonJs },
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  })
  for (const name of readdirSync(out)) {
    const path = join(out, name)
    writeFileSync(path, await dropComments(readFileSync(path, 'utf8')))
  }
  chmodSync(join(out, 'clawtriage.js'), 0o755)
  // postgres-migrations has one migration of its own, which it reads from beside itself.
  const migrations = dirname(createRequire(import.meta.url).resolve('postgres-migrations'))
  cpSync(join(migrations, 'migrations'), join(out, 'migrations'), { recursive: true })
  return usedInputs(metafile)
}

/**
 * Every process keeps the text of its programs for as long as it lives, and one letter beyond Latin-1, in a comment
 * too, makes that two bytes a letter. Names and lines stay, so that a stack can be read.
 */
async function dropComments(code: string): Promise<string> {
  const { code: dense } = await transform(code, { minifyWhitespace: true, target: 'node20' })
  return (await transform(dense, { charset: 'ascii', legalComments: 'none', target: 'node20' })).code
}

/** What was read and not dropped again, by absolute path. */
function usedInputs({ outputs }: Metafile): string[] {
  const used = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  )
  return [...new Set(used)].map((path) => join(projectRoot, path))
}

/**
 * The licence of every package of which something is in the build; a package without a text of its own is named with
 * its licence's name.
 */
function renderLicenses(modules: readonly string[]): string {
  const folders = new Set(modules.flatMap((path) => packageFolder(path.replace(/^\0/, '')) ?? []))
  const texts = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      name: string
      version: string
      license?: string
    }
    const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license', 'LICENCE', 'License', 'license.md'].find(
      (one) => existsSync(join(folder, one)),
    )
    const text = file === undefined ? '' : `\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
    return `${name} ${version} (${license ?? 'licence not named'})\n${text}`
  })
  return `Parts of these packages are in this one.\n\n${texts.sort().join(`\n${'-'.repeat(80)}\n\n`)}`
}

function packageFolder(path: string): string | null {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? null
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(renderFailure('build', error))
  process.exitCode = exitCodeOf(error)
}
