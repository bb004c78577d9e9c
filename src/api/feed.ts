import { Elysia } from 'elysia'
import { readNewestSets } from '../postgres/read-duplicate-sets.ts'
import { setSentence } from '../triage/set-sentence.ts'
import { readBearer } from './access.ts'
import { arrivalOf } from './arrival.ts'
import { check, readQuery } from './check.ts'
import { describe } from './describe.ts'
import type { ApiPorts } from './ports.ts'
import { NoQuery, RepositoryPath } from './schemas.ts'
import { requireRepository } from './visible-repositories.ts'

/** A reader that comes once a day misses nothing of a busy repository. */
const mostEntries = 100

/** A repository's new duplicate sets as an Atom feed (RFC 4287). */
export function feedRoutes(ports: Pick<ApiPorts, 'pool' | 'access' | 'config' | 'now'>) {
  const { pool, access, now } = ports
  return new Elysia({ name: 'feed', prefix: '/api/repos/:owner/:repo' })
    .use(readBearer)
    .resolve(async ({ request, bearer }) => ({ caller: await access.requireDashboard(request, bearer) }))
    .get(
      '/feed',
      async ({ request, params, caller }) => {
        check(NoQuery, readQuery(request.url))
        const { owner, repo } = check(RepositoryPath, params)
        const id = await requireRepository(ports, caller, owner, repo)
        const sets = await readNewestSets(pool, id, mostEntries)
        const page = `${arrivalOf(request).origin}/${owner}/${repo}`
        const entries = sets.map((set) => {
          const members = set.members.map(({ number, title }) => `#${number} ${title}`).join('\n')
          return [
            '<entry>',
            `<id>${escapeXml(`${page}/sets/${set.id}`)}</id>`,
            `<title>${escapeXml(setSentence(set))}</title>`,
            `<link href="${escapeXml(`${page}/sets/${set.id}`)}"/>`,
            `<published>${set.firstSeenAt}</published>`,
            `<updated>${set.firstSeenAt}</updated>`,
            `<category term="${set.category}"/>`,
            `<content type="text">${escapeXml(`${set.reason}\n${members}`)}</content>`,
            '</entry>',
          ].join('')
        })
        // The newest comes first.
        const updated = sets[0]?.firstSeenAt ?? now().toISOString()
        const feed = [
          '<?xml version="1.0" encoding="utf-8"?>',
          '<feed xmlns="http://www.w3.org/2005/Atom">',
          `<id>${escapeXml(page)}</id>`,
          `<title>${escapeXml(`Duplicates in ${owner}/${repo}`)}</title>`,
          '<author><name>ClawTriage</name></author>',
          `<link href="${escapeXml(page)}"/>`,
          `<link rel="self" href="${escapeXml(`${page}.atom`)}"/>`,
          `<updated>${updated}</updated>`,
          ...entries,
          '</feed>',
        ]
        return new Response(`${feed.join('\n')}\n`, {
          headers: { 'content-type': 'application/atom+xml; charset=utf-8', 'cache-control': 'no-store' },
        })
      },
      describe({
        summary: 'New duplicate sets as an Atom feed',
        path: RepositoryPath,
        answers: {},
        errors: [400, 401, 404, 429, 503],
      }),
    )
}

/** XML knows no other control characters than these, not even escaped, and no half of a pair. */
const unspeakable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

function escapeXml(text: string): string {
  return text.replace(unspeakable, '\ufffd').replace(/[&<>"']/g, (character) => named[character]!)
}
