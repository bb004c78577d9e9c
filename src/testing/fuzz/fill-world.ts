import type { Edge } from '../../domain/pair.ts'
import { readStanding } from '../../domain/pull-standing.ts'
import { replaceComparison } from '../../postgres/comparison.ts'
import { replaceIssueLinks } from '../../postgres/issue-links.ts'
import type { Pool } from '../../postgres/pool.ts'
import { upsertPulls } from '../../postgres/pulls.ts'
import { recordScan } from '../../postgres/record-scans.ts'
import { upsertRepository } from '../../postgres/repositories.ts'

const numbers = [1, 2, 3, 4, 5, 6] as const

const evidence: Edge['evidence'] = {
  facts: [{ kind: 'text', text: 'identical production change in src/a.ts' }],
  shortfall: null,
  sharedProductionPaths: ['src/a.ts'],
  sharedAddedLines: { count: 1, lines: ['x'] },
  sharedRemovedLines: { count: 0, lines: [] },
  sharedSymbols: [],
  sharedTests: [],
  sharedDocs: [],
  sharedIssues: [],
  containment: { aInB: 1, bInA: 1 },
  onlyA: { productionFiles: [], testFiles: [], docsFiles: [], addedLines: 0, removedLines: 0 },
  onlyB: { productionFiles: [], testFiles: [], docsFiles: [], addedLines: 0, removedLines: 0 },
  first: { number: 1, by: 'opened' },
}

/**
 * A repository of acme's with pull requests, duplicate sets and a scan, so that requests find something. Its titles
 * begin with its name.
 */
export async function fillWorld(
  pool: Pool,
  { name = 'gateway', private: isPrivate = false }: { name?: string; private?: boolean } = {},
): Promise<void> {
  const { id } = await upsertRepository(pool, {
    owner: 'Acme',
    name,
    defaultBranch: 'main',
    private: isPrivate,
    url: null,
  })
  const at = '2026-01-01T00:00:00Z'
  const headOf = (number: number) => String(number).padStart(40, '0')
  await upsertPulls(
    pool,
    id,
    numbers.map((number) => ({
      number,
      title: `${name} 100% of_it ${number}`,
      body: 'Hostile \u202e text',
      author: number % 2 === 0 ? 'ann' : null,
      state: number === 6 ? 'MERGED' : 'OPEN',
      draft: false,
      url: null,
      baseRef: 'main',
      headSha: headOf(number),
      createdAt: at,
      updatedAt: at,
      closedAt: null,
      mergedAt: null,
      mergeCommitSha: null,
      ...(number % 2 === 0 && {
        standing: readStanding({
          node_id: `PR_${number}`,
          author_association: 'MEMBER',
          labels: [{ name: '<b>\u202e' }],
          auto_merge: null,
          stack: { number: 1, base: { ref: 'main' } },
        }),
      }),
    })),
  )
  await replaceIssueLinks(
    pool,
    id,
    numbers.map((number) => ({
      number,
      readFrom: '',
      links: [{ issue: 77, closes: number !== 3, commit: null }],
    })),
  )
  const edges: Edge[] = [1, 3, 5].map((a) => ({
    a,
    b: a + 1,
    category: 'SAME_CHANGE',
    relation: null,
    score: 0.9,
    signals: { location: 1 },
    evidence,
  }))
  await replaceComparison(pool, id, {
    edges,
    sets: edges.map((edge) => ({
      id: `s${edge.a}`,
      category: edge.category,
      score: edge.score,
      original: edge.a,
      members: [
        { number: edge.a, role: 'original' as const },
        { number: edge.b, role: 'duplicate' as const },
      ],
      edges: [edge],
      alreadyMerged: null,
      strongest: edge,
    })),
    heads: new Map(numbers.map((number) => [number, headOf(number)])),
    digest: 'made here',
  })
  for (const snapshot of ['nightly', 'hourly'])
    await recordScan(pool, {
      owner: 'Acme',
      name,
      snapshot,
      source: 'git',
      actor: null,
      options: { all: false },
    })
}

/** What is there, by the name of the parameter or field that asks for it. */
export function knownValues(dashboardToken: string): Record<string, string[]> {
  return {
    owner: ['acme', 'Acme'],
    repo: ['gateway', 'GATEWAY'],
    number: ['1', '6', '77'],
    a: ['1'],
    b: ['2'],
    id: ['s1', 's3'],
    snapshot: ['nightly', '2026-11-23T08Z', '2026-11-23T08:30:00.000Z'],
    token: [dashboardToken],
    file: ['app-1a2b.js'],
    queueName: ['scans', 'analyses'],
    jobId: ['acme%2Fgateway%2Fnightly', 'acme/gateway/nightly'],
  }
}
