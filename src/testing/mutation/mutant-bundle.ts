import { readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { type BuildContext, build, context, type Metafile, type Plugin } from 'esbuild'
import { projectRoot } from '../../root.ts'
import type { Mutant } from './find-mutants.ts'

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

/** Bundles the tests of the decision with one mutant at a time. Nothing is written to the project: a mutant is put in while the bundler reads. */
export interface Bundler {
  /** Writes the bundle, with the sources as they stand where there is no mutant. */
  write(file: string, mutant: Mutant | null): Promise<void>
  /** Of the files of tests, those that a source can change the answer of. */
  testsOf(source: string): readonly string[]
  close(): Promise<void>
}

export async function openBundler(sources: ReadonlyMap<string, string>): Promise<Bundler> {
  const folder = join(projectRoot, mutatedFolder)
  const tests = readFolder().filter((name) => name.endsWith('.test.ts') && !unasked.has(basename(name)))
  let mutant: Mutant | null = null
  const put: Plugin = {
    name: 'put-mutant',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^vitest$/ }, () => ({ path: join(import.meta.dirname, 'vitest-stand-in.ts') }))
      onLoad({ filter: /\/src\/triage\/.+\.ts$/ }, ({ path }) => {
        const file = relative(projectRoot, path)
        return mutant?.file === file
          ? { contents: applyMutant(sources.get(file)!, mutant), loader: 'ts' }
          : undefined
      })
    },
  }
  const loaders = tests.map((name) => `${JSON.stringify(name)}: () => import('./${name}')`)
  const bundler: BuildContext<{ metafile: true; write: false }> = await context({
    stdin: {
      contents: `export const tests = { ${loaders.join(', ')} }`,
      resolveDir: folder,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    define: { 'import.meta.dirname': JSON.stringify(folder) },
    plugins: [put],
    logLevel: 'silent',
    absWorkingDir: projectRoot,
  })
  const { metafile } = await bundler.rebuild()
  const reached = new Map(tests.map((name) => [name, reachedFrom(metafile, `${mutatedFolder}/${name}`)]))
  return {
    async write(file, next) {
      mutant = next
      const { outputFiles } = await bundler.rebuild()
      await writeFile(file, outputFiles[0]!.contents)
    },
    testsOf: (source) => tests.filter((name) => reached.get(name)!.has(source)),
    close: () => bundler.dispose(),
  }
}

/**
 * Not asked: one measures a garbage collection, which no wrong answer changes; the others take two seconds each, which every survivor would cost. Without them the
 * score is at most too low.
 */
const unasked = new Set([
  'detach.test.ts',
  'poison.test.ts',
  'known-pairs.test.ts',
  'production-first.test.ts',
])

function reachedFrom({ inputs }: Metafile, start: string): Set<string> {
  const reached = new Set([start])
  for (const path of reached) for (const { path: next } of inputs[path]?.imports ?? []) reached.add(next)
  return reached
}

/** Bundles the thread in which the tests run: older Node runs no TypeScript in a thread. */
export async function writeSuiteThread(file: string): Promise<void> {
  await build({
    entryPoints: [join(import.meta.dirname, 'suite-thread.ts')],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
    absWorkingDir: projectRoot,
  })
}
