import { readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { type BuildContext, build, context, type Plugin } from 'esbuild'
import { projectRoot } from '../../root.ts'
import type { Mutant } from './find-mutants.ts'
import { countRounds } from './switch-mutants.ts'

export const mutatedFolder = 'src/triage'

/** Paths of the decision's sources and tests, from its folder. */
const readFolder = (): string[] =>
  readdirSync(join(projectRoot, mutatedFolder), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts'))
    .sort()

/** Every source of the decision, by its path from the project's folder. */
export function readMutatedSources(): Map<string, string> {
  return new Map(
    readFolder()
      .filter((name) => !name.endsWith('.test.ts'))
      .map((name) => [
        `${mutatedFolder}/${name}`,
        readFileSync(join(projectRoot, mutatedFolder, name), 'utf8'),
      ]),
  )
}

/** The source with its one wrong change. */
export function applyMutant(source: string, { from, to, by }: Mutant): string {
  return source.slice(0, from) + by + source.slice(to)
}

/**
 * Bundles the tests of the decision with what is put in place of its sources. Nothing is written to the project: it is
 * put in while the bundler reads.
 */
export interface Bundler {
  /** Files of tests, from the decision's folder. */
  tests: readonly string[]
  /** Writes the bundle. `changed` has the text of the sources that are not as they stand, by path. */
  write(file: string, changed: ReadonlyMap<string, string>): Promise<void>
  close(): Promise<void>
}

/** @param sources those of the decision: the rounds of their loops are counted. */
export async function openBundler(sources: ReadonlyMap<string, string>): Promise<Bundler> {
  const folder = join(projectRoot, mutatedFolder)
  const tests = readFolder().filter((name) => name.endsWith('.test.ts') && !unasked.has(basename(name)))
  const counted = new Map([...sources].map(([file, source]) => [file, countRounds(file, source)]))
  let given: ReadonlyMap<string, string> = new Map()
  const put: Plugin = {
    name: 'put-mutants',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^vitest$/ }, () => ({ path: join(import.meta.dirname, 'vitest-stand-in.ts') }))
      onLoad({ filter: /\/src\/triage\/.+\.ts$/ }, ({ path }) => {
        const file = relative(projectRoot, path)
        const text = given.get(file)
        const contents = text === undefined ? counted.get(file) : countRounds(file, text)
        return contents === undefined ? undefined : { contents, loader: 'ts' }
      })
    },
  }
  const loaders = tests.map((name) => `${JSON.stringify(name)}: () => import('./${name}')`)
  const bundler: BuildContext<{ write: false }> = await context({
    stdin: {
      contents: `export const tests = { ${loaders.join(', ')} }`,
      resolveDir: folder,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // What the process gives: which mutant is asked for, what its place calls, and what every loop does.
    banner: { js: 'const { active: $active, reach: $reach, round: $round } = globalThis.mutation;' },
    define: { 'import.meta.dirname': JSON.stringify(folder) },
    plugins: [put],
    logLevel: 'silent',
    absWorkingDir: projectRoot,
  })
  return {
    tests,
    async write(file, changed) {
      given = changed
      const { outputFiles } = await bundler.rebuild()
      await writeFile(file, outputFiles[0]!.contents)
    },
    close: () => bundler.dispose(),
  }
}

/**
 * Not asked: one measures a garbage collection, which no wrong answer changes; the others take two seconds each, which
 * every survivor would cost. Without them the score is at most too low.
 */
const unasked = new Set([
  'detach.test.ts',
  'poison.test.ts',
  'known-pairs.test.ts',
  'production-first.test.ts',
])

/** Bundles the process in which the tests run: older Node runs no TypeScript. */
export async function writeSuiteProcess(file: string): Promise<void> {
  await build({
    entryPoints: [join(import.meta.dirname, 'suite-process.ts')],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
    absWorkingDir: projectRoot,
  })
}
