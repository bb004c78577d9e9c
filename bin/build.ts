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
import { bundledPrograms, bundleOptions } from './bundle-options.mjs'
import { renameCommands } from './command-names.ts'

const usage = `usage: npm run build

Builds what the package and the image run: the dashboard into public/, and every program with all that it imports into dist/.
`
const out = join(projectRoot, 'dist')

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

/** @returns the modules that went into it. */
async function buildPrograms(): Promise<string[]> {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out)
  const { metafile } = await bundle({
    ...bundleOptions,
    absWorkingDir: projectRoot,
    entryPoints: ['bin/clawtriage.mjs', ...bundledPrograms.map((name) => `bin/${name}.ts`)],
    outdir: out,
    define: { CLAWTRIAGE_BUNDLE: 'true' },
    plugins: [commandNames, ...bundleOptions.plugins],
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
