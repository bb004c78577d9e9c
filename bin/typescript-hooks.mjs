import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cache = join(dirname(dirname(fileURLToPath(import.meta.url))), 'node_modules', '.cache', 'typescript')
/** Changes whenever what is made of a source changes, so that an old cache is passed over. */
const version = 1

/**
 * Node's `load` hook: .ts becomes JavaScript by esbuild, once for each content; every other file goes its usual way.
 */
export async function load(url, context, nextLoad) {
  if (!url.startsWith('file:') || !/\.ts(\?|$)/.test(url)) return nextLoad(url, context)
  const source = readFileSync(new URL(url), 'utf8')
  const kept = join(
    cache,
    `${createHash('sha256').update(`${version}\n${url}\n${source}`).digest('hex').slice(0, 32)}.js`,
  )
  return {
    format: 'module',
    shortCircuit: true,
    source: readCached(kept) ?? (await transform(source, url, kept)),
  }
}

function readCached(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

async function transform(source, url, kept) {
  const { transform: compile } = await import('esbuild')
  const { code } = await compile(source, {
    loader: 'ts',
    format: 'esm',
    target: 'node20',
    sourcefile: fileURLToPath(url),
    sourcemap: 'inline',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  })
  try {
    // Written aside and renamed: another process may read at the same moment.
    mkdirSync(cache, { recursive: true })
    const aside = `${kept}.${randomUUID()}`
    writeFileSync(aside, code)
    renameSync(aside, kept)
  } catch {
    // A read-only folder costs time, nothing else.
  }
  return code
}
