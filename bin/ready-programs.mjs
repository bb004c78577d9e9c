// Our programs as bundles, for a checkout: a start reads a handful of files instead of a thousand modules. Plain
// JavaScript: what runs before TypeScript can.
import { randomUUID } from 'node:crypto'
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Bundles that are kept: a process that runs may still ask for a part of an older one. */
const keptBundles = 10

/**
 * The bundled program of that name, made from the sources when it is not there yet or a source has changed since.
 * @param checkout its folder.
 * @returns its path; null where it cannot be made, as in a folder that cannot be written to: the sources do too.
 */
export async function readyProgram(checkout, name) {
  try {
    // As esbuild names its files: through a link none of them would be known for a source.
    const root = realpathSync(checkout)
    const { bundledPrograms } = await import('./bundle-options.mjs')
    if (!bundledPrograms.includes(name)) return null
    const folder = findReady(root) ?? (await bundlePrograms(root))
    return join(folder, `${name}.js`)
  } catch {
    // The sources say better what is wrong with them.
    return null
  }
}

const cacheOf = (root) => join(root, 'node_modules', '.cache', 'programs')

/** The folder of the bundles that are made of what the sources are now; null: there are none. */
function findReady(root) {
  try {
    const made = JSON.parse(readFileSync(join(cacheOf(root), 'made.json'), 'utf8'))
    if (
      made.root !== root ||
      !Object.entries(made.inputs).every(([file, known]) => known === stamp(root, file))
    )
      return null
    const folder = join(cacheOf(root), made.folder)
    // A disk that was full, or a machine that lost its power, leaves less than was written.
    for (const [name, size] of Object.entries(made.outputs))
      if (statSync(join(folder, name)).size !== size) return null
    try {
      utimesSync(folder, new Date(), new Date())
    } catch {
      // Another user's: it is kept for as long as that user needs it.
    }
    return folder
  } catch {
    return null
  }
}

/** Changes with every change of a file: its content need not be read. */
function stamp(root, file) {
  const stat = statSync(join(root, file), { throwIfNoEntry: false })
  return stat === undefined ? 'none' : `${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}`
}

/** What npm writes on every installation, whichever packages it changes. */
const installed = ['package.json', 'package-lock.json', 'node_modules/.package-lock.json']

async function bundlePrograms(root) {
  const { bundledPrograms, bundleOptions } = await import('./bundle-options.mjs')
  const { build, stop } = await import('esbuild')
  const folder = join(cacheOf(root), randomUUID())
  // Taken before they are read: a change in between is seen the next time.
  const before = new Map()
  const noteInputs = {
    name: 'note-inputs',
    setup({ onLoad }) {
      onLoad({ filter: /\.(?:ts|mjs)$/ }, ({ path }) => {
        if (!path.startsWith(`${root}/`) || path.includes('/node_modules/')) return null
        const file = path.slice(root.length + 1)
        before.set(file, stamp(root, file))
        const loader = path.endsWith('.ts') ? 'ts' : 'js'
        // A source finds other files from where it stands, not from where its bundle does.
        const url = JSON.stringify(pathToFileURL(path).href)
        return { loader, contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', url) }
      })
    },
  }
  for (const file of installed) before.set(file, stamp(root, file))
  mkdirSync(folder, { recursive: true })
  try {
    await build({
      ...bundleOptions,
      absWorkingDir: root,
      entryPoints: bundledPrograms.map((program) => `bin/${program}.ts`),
      outdir: folder,
      define: { CLAWTRIAGE_BUNDLE: JSON.stringify(folder) },
      plugins: [noteInputs, ...bundleOptions.plugins],
      logLevel: 'silent',
    })
    // postgres-migrations has one migration of its own, which it reads from beside itself.
    const migrations = dirname(createRequire(join(root, 'package.json')).resolve('postgres-migrations'))
    cpSync(join(migrations, 'migrations'), join(folder, 'migrations'), { recursive: true })
    const outputs = Object.fromEntries(
      readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => [name, statSync(join(folder, name)).size]),
    )
    // Written aside and renamed: another process may read at the same moment.
    const aside = join(folder, 'made.json')
    writeFileSync(
      aside,
      JSON.stringify({
        root,
        folder: folder.slice(cacheOf(root).length + 1),
        inputs: Object.fromEntries(before),
        outputs,
      }),
    )
    renameSync(aside, join(cacheOf(root), 'made.json'))
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  } finally {
    await stop()
  }
  forgetOld(cacheOf(root))
  return folder
}

function forgetOld(cache) {
  const folders = readdirSync(cache, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(cache, name))
  const usedAt = new Map(folders.map((folder) => [folder, statSync(folder).mtimeMs]))
  folders.sort((a, b) => usedAt.get(b) - usedAt.get(a))
  for (const folder of folders.slice(keptBundles)) rmSync(folder, { recursive: true, force: true })
}
