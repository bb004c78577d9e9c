import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { defineConfig, type Plugin } from 'vite'
import { publicFolder } from './src/root.ts'

/** Where `npm run dev` serves the API; Vite's dev server hands `/api` on to it, so the page sees one origin. */
const apiUrl = process.env.CLAWTRIAGE_API_URL ?? 'http://127.0.0.1:3000'

/** Removes the last build's files and nothing else: other files of `public/` are tracked by git. */
function emptyBuild(): Plugin {
  return {
    name: 'empty-build',
    apply: 'build',
    async buildStart() {
      await rm(join(publicFolder, 'assets'), { recursive: true, force: true })
      await rm(join(publicFolder, 'index.html'), { force: true })
    },
  }
}

export default defineConfig({
  root: join(import.meta.dirname, 'src/dashboard'),
  publicDir: false,
  // Legacy decorators: what Lit's decorators need without the `accessor` keyword. The tsconfig beside the elements says the same.
  oxc: { decorator: { legacy: true } },
  build: {
    outDir: publicFolder,
    emptyOutDir: false,
    // An inlined asset would be a data: URL, which the Content-Security-Policy refuses.
    assetsInlineLimit: 0,
    // The polyfill would be the only script that browsers of the last years do not need.
    modulePreload: { polyfill: false },
    target: 'es2022',
    reportCompressedSize: true,
  },
  plugins: [emptyBuild()],
  server: { proxy: { '/api': { target: apiUrl, changeOrigin: false } } },
})
