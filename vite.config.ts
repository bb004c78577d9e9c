import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'
import { firstViewStyle } from './src/markup/first-view-style.ts'
import { publicFolder } from './src/root.ts'

/** Where `npm run dev` serves the API; Vite's dev server hands `/api` on to it, so the page sees one origin. */
const apiUrl = process.env.CLAWTRIAGE_API_URL ?? 'http://127.0.0.1:3000'

/** What the first view needs, in one file. As it awaits a frame, its entry is another one, of which Vite leaves nothing. */
const firstChunk = 'first'

/** Removes the last build's files and nothing else: other files of `public/` are tracked by git. */
function emptyBuild(): Plugin {
  let folder = publicFolder
  return {
    name: 'empty-build',
    apply: 'build',
    configResolved({ build }) {
      folder = build.outDir
    },
    async buildStart() {
      await rm(join(folder, 'assets'), { recursive: true, force: true })
      await rm(join(folder, 'index.html'), { force: true })
    },
  }
}

/** Fills the style sheet of what the server writes of the first view: its rules are the elements' own. */
function styleFirstView(): Plugin {
  return {
    name: 'style-first-view',
    enforce: 'pre',
    load: (id) => (id.endsWith('/first-view.css') ? firstViewStyle() : null),
  }
}

/**
 * Writes `.br` and `.gz` beside every asset that gains by it, so that serving one costs no compression; in the mode
 * `uncompressed` none of them.
 */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: (_, { command, mode }) => command === 'build' && mode !== 'uncompressed',
    async writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle).filter((name) => /\.(js|css|svg)$/.test(name))) {
        const file = join(dir ?? publicFolder, name)
        const content = await readFile(file)
        const variants = { br: brotliCompressSync(content), gz: gzipSync(content, { level: 9 }) }
        for (const [ending, compressed] of Object.entries(variants))
          if (compressed.length < content.length) await writeFile(`${file}.${ending}`, compressed)
      }
    },
  }
}

/**
 * Most of the entry script runs before the first view stands there: this has Chromium compile all of it beside the
 * page's thread, not piece by piece in it. Only what follows the comment is, and Vite writes a function of its own
 * before any banner: so it is put there last.
 */
function compileAtOnce(): Plugin {
  return {
    name: 'compile-at-once',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const chunk of Object.values(bundle))
          if (chunk.type === 'chunk' && (chunk.isEntry || chunk.name === firstChunk))
            chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`
      },
    },
  }
}

/**
 * Has the browser draw nothing before the entry script has run: until then the page is empty, and a slow processor
 * pays for that frame like for any other. Vite leaves this attribute out of the tag that it writes.
 */
function drawWithScript(): Plugin {
  return {
    name: 'draw-with-script',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replace('<script type="module"', '<script type="module" blocking="render"'),
    },
  }
}

export default defineConfig({
  root: join(import.meta.dirname, 'src/dashboard'),
  // Its files are served as they stand; only Vite's dev server needs to know them, since they lie where the build goes.
  publicDir: publicFolder,
  // Legacy decorators: what Lit's decorators need without the `accessor` keyword. The tsconfig beside the elements says
  // the same.
  oxc: { decorator: { legacy: true } },
  build: {
    outDir: publicFolder,
    emptyOutDir: false,
    copyPublicDir: false,
    // An inlined asset would be a data: URL, which the Content-Security-Policy refuses.
    assetsInlineLimit: 0,
    // The polyfill would be the only script that browsers of the last years do not need.
    modulePreload: { polyfill: false },
    target: 'es2022',
    // What the first view needs is one file: several would be asked for, compiled and linked one by one.
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: firstChunk, tags: ['$initial'] }] },
      },
    },
    reportCompressedSize: true,
  },
  plugins: [emptyBuild(), styleFirstView(), compileAtOnce(), drawWithScript(), precompress()],
  server: { proxy: { '/api': { target: apiUrl, changeOrigin: false } } },
})
