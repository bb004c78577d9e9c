import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import { staticPlugin } from '@elysiajs/static'
import { Elysia } from 'elysia'
import { ownerPattern, repoPattern } from '../domain/repository.ts'
import { AppError } from '../errors.ts'
import { addressRefusals } from '../words/refusals.ts'
import { accepts } from './compress.ts'
import { errorResponse } from './errors.ts'
import { type AskFirst, streamPage } from './first-answers.ts'
import { writeFirstView } from './first-view.ts'
import { embeddedRequests, preloadHeader } from './preloads.ts'
import { titlePage } from './title-page.ts'

/** By a file's ending. What is not here is not served. */
const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}
const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

/** What git has in `public/`. A browser asks for these without any token. */
const besideBuild = [
  '.well-known/security.txt',
  'favicon.ico',
  'favicon.svg',
  'icon-192.png',
  'icon-512.png',
  'robots.txt',
  'site.webmanifest',
]

/** Names that change with their content, against those that stay. */
const keptForever = 'public, max-age=31536000, immutable'
const keptForAnHour = 'public, max-age=3600'

/**
 * The dashboard's build and the files beside it. @elysiajs/static as it comes serves any file below its folder,
 * dotfiles too, and no content types on Node. Here it is told the names: those that the build's own `assets` folder has
 * now, and those of `besideBuild`, so nothing else can be asked for. Types, caching and compressed variants are added
 * here, where its answers pass.
 */
export async function openDashboardFiles(folder: string | null) {
  const assets = folder === null ? null : join(folder, 'assets')
  const index = folder === null ? null : join(folder, 'index.html')
  // Each for itself, and kept in memory: by a wildcard they would answer for every page.
  const others = await openFiles(folder, '/', besideBuild, { alwaysStatic: true })
  const otherPaths = new Set(others.routes.map((route) => route.path))
  return {
    // Read when they are asked for: the build is 150 files and 2 MB, each kept as an answer, and most are never asked
    // for.
    assets: await openFiles(assets, '/assets', listNames(assets), { alwaysStatic: false }),
    others,
    /** Whether it is a file of `public/` itself: the icon, robots.txt and what else git has there. */
    isOther: (path: string) => otherPaths.has(path),
    /** The compressed variant's path, when the client takes it and it was built. */
    variant(path: string, accepted: string): { path: string; encoding: string | null } {
      if (!path.startsWith('/assets/') || assets === null) return { path, encoding: null }
      for (const [encoding, ending] of encodings)
        if (
          accepts(accepted, encoding) &&
          /^\/assets\/[\w.-]+$/.test(path) &&
          existsSync(join(assets, `${path.slice('/assets/'.length)}${ending}`))
        )
          return { path: `${path}${ending}`, encoding }
      return { path, encoding: null }
    },
    /** What a file's answer lacks. The build's names hold a hash of the content, so those may be kept for ever. */
    fileHeaders(path: string, encoding: string | null): Record<string, string> {
      return {
        'content-type': contentTypes[extname(path)] ?? 'application/octet-stream',
        'cache-control': otherPaths.has(path) ? keptForAnHour : keptForever,
        vary: 'accept-encoding',
        ...(encoding === null ? {} : { 'content-encoding': encoding }),
      }
    },
    /**
     * Any page's address gets the one page, which reads the address itself.
     * @param ask answers what the page asks first, for whom the page is; null: it asks for itself.
     */
    page(path: string, search: string, ask: AskFirst | null): Response {
      if (!isRepositoryPage(path) && (extname(path) !== '' || path.includes('/.')))
        return errorResponse(new AppError('NOT_FOUND', addressRefusals.noFile))
      if (index === null || !existsSync(index))
        return errorResponse(new AppError('UNAVAILABLE', addressRefusals.notBuilt))
      const html = titlePage(readFileSync(index, 'utf8'), path)
      const type = { 'content-type': contentTypes['.html']! }
      const embedded = ask === null ? [] : embeddedRequests(path, search)
      // What is told may be for this reader alone.
      if (ask !== null && embedded.length > 0)
        return new Response(
          streamPage(html, embedded, ask, (answers) => writeFirstView(path, answers, Date.now())),
          {
            headers: { ...type, 'cache-control': 'no-store' },
          },
        )
      const link = preloadHeader(path, search)
      return new Response(html, {
        headers: { ...type, 'cache-control': 'no-cache', ...(link !== null && { link }) },
      })
    },
  }
}

async function openFiles(
  folder: string | null,
  prefix: string,
  names: readonly string[],
  { alwaysStatic }: { alwaysStatic: boolean },
) {
  if (folder === null || !existsSync(folder)) return new Elysia()
  return staticPlugin({
    assets: resolve(folder),
    prefix,
    alwaysStatic,
    etag: false,
    indexHTML: false,
    silent: true,
    ignorePatterns: [allBut(folder, names)],
    detail: { hide: true },
  })
}

/** The files of a folder that are no dotfiles. */
function listNames(folder: string | null): string[] {
  return folder === null || !existsSync(folder)
    ? []
    : readdirSync(folder).filter((name) => !name.startsWith('.'))
}

/**
 * Everything but those names, as a path that is normalised: nothing else that comes to lie in the folder, or beside it,
 * is shown to anyone.
 */
function allBut(folder: string, names: readonly string[]): RegExp {
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^(?!${literal(resolve(folder))}/(?:${names.map(literal).join('|')})$)`)
}

/**
 * `/owner/repository` and what is below it. Repositories are called `next.js` and `.github`, and a comparison
 * `12...34`.
 */
function isRepositoryPage(path: string): boolean {
  const [, owner = '', repo = ''] = path.split('/')
  return owner !== 'assets' && new RegExp(ownerPattern).test(owner) && new RegExp(repoPattern).test(repo)
}
