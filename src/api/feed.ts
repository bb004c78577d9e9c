import { createHash } from 'node:crypto'
import { Elysia } from 'elysia'
import { readNewestSets } from '../postgres/read-duplicate-sets.ts'
import type { SetReportMember } from '../postgres/read-scan-sets.ts'
import { apiDescriptionTexts } from '../words/api-description.ts'
import { stateMark } from '../words/pull-state.ts'
import { wordSet } from '../words/set-reason.ts'
import { setSentence } from '../words/set-sentence.ts'
import { plainText } from '../words/strangers-text.ts'
import { readBearer } from './access.ts'
import { check, readQuery } from './check.ts'
import { describe } from './describe.ts'
import { digestOfFeedToken } from './feed-tokens.ts'
import type { ApiPorts } from './ports.ts'
import { RepositoryPath } from './schemas/paths.ts'
import { FeedQuery } from './schemas/requests.ts'
import { readPublicPage, requireFeedRepository, requireRepository } from './visible-repositories.ts'

/** A reader that comes once a day misses nothing of a busy repository. */
const mostEntries = 100
const longestTitle = 300
const longestReason = 500

const exampleFeed = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>urn:uuid:5b2c1f0e-9d8c-8b6a-85f4-e3d2c1b0a9f8</id>
<title>Duplicates in octo-org/gateway</title>
…
</feed>
`

/**
 * A repository's new duplicate sets as an Atom feed (RFC 4287). Its ids say nothing of where it is read: a reader must
 * not take all of it for new when the service moves.
 */
export function feedRoutes(ports: Pick<ApiPorts, 'pool' | 'access' | 'config' | 'now'>) {
  const { pool, access, now } = ports
  return new Elysia({ name: 'feed', prefix: '/api/repos/:owner/:repo' }).use(readBearer).get(
    '/feed',
    async ({ request, params, bearer }) => {
      const readRepository = async () => {
        const { token } = check(FeedQuery, readQuery(request.url))
        const { owner, repo } = check(RepositoryPath, params)
        if (token !== undefined) {
          const digest = digestOfFeedToken(token)
          return { owner, repo, id: await requireFeedRepository(ports, request, { owner, repo, digest }) }
        }
        const caller = await access.requireDashboard(request, bearer)
        return { owner, repo, id: await requireRepository(ports, caller, owner, repo) }
      }
      const { owner, repo, id } = await readRepository()
      const sets = await readNewestSets(pool, id, mostEntries)
      const page = await readPublicPage(ports, id, owner, repo)
      const name = `${owner}/${repo}`.toLowerCase()
      const link = (path: string, rel = '') =>
        page === null ? '' : `<link${rel} href="${escapeXml(`${page}${path}`)}"/>`
      const entries = sets.map((set) => {
        const { reason } = wordSet(set)
        const members = set.members.map(describeMember).join('\n')
        return [
          '<entry>',
          `<id>${idOf(`${name}/sets/${set.id} ${set.firstSeenAt}`)}</id>`,
          `<title>${escapeXml(setSentence(set))}</title>`,
          link(`/sets/${set.id}`),
          `<published>${set.firstSeenAt}</published>`,
          `<updated>${set.firstSeenAt}</updated>`,
          `<category term="${set.category}"/>`,
          `<content type="text">${escapeXml(`${plainText(reason, longestReason)}\n${members}`)}</content>`,
          '</entry>',
        ].join('')
      })
      // The newest comes first.
      const updated = sets[0]?.firstSeenAt ?? now().toISOString()
      const feed = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        `<id>${idOf(name)}</id>`,
        `<title>${escapeXml(`Duplicates in ${owner}/${repo}`)}</title>`,
        '<author><name>ClawTriage</name></author>',
        link(''),
        link('.atom', ' rel="self"'),
        `<updated>${updated}</updated>`,
        ...entries,
        '</feed>',
      ]
      return new Response(`${feed.filter((line) => line !== '').join('\n')}\n`, {
        headers: { 'content-type': 'application/atom+xml; charset=utf-8', 'cache-control': 'no-store' },
      })
    },
    describe({
      summary: 'New duplicate sets as an Atom feed',
      path: RepositoryPath,
      query: FeedQuery,
      text: {
        mediaType: 'application/atom+xml',
        description: apiDescriptionTexts.feed,
        example: exampleFeed,
      },
      errors: [400, 401, 404, 429, 503],
    }),
  )
}

/** A name of its own for what is told, of the shape that readers know (RFC 9562, version 8). */
function idOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function describeMember(member: SetReportMember): string {
  return `#${member.number} ${plainText(member.title, longestTitle)}${stateMark({ ...member, draft: false })}`
}

/** XML knows no other control characters than these, not even escaped, and no half of a pair. */
const unspeakable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

function escapeXml(text: string): string {
  return text.replace(unspeakable, '\ufffd').replace(/[&<>"']/g, (character) => named[character]!)
}
