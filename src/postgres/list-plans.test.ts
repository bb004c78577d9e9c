import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { insertManyPulls, manyPulls } from '../testing/many-pulls.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { countEndedSets, readEndedSets } from './ended-sets.ts'
import { openPool, type Pool, type Queryable } from './pool.ts'
import { countSets, readDuplicateSets, readNewestSets } from './read-duplicate-sets.ts'
import { readGroupsOf, readIssueGroup, readIssueGroups } from './read-issue-groups.ts'
import { readCandidates, readPullQueue, readPullViews } from './read-pulls.ts'
import { readRepositories } from './read-repositories.ts'
import { readScans } from './read-scans.ts'

/**
 * The queries of the lists, as the API sends them, in a repository of 20,000 pull requests and 5,000 sets. What is held
 * is what they read and sort, which is the same on any machine, and not how long they take.
 */
let database: TestDatabase
let pool: Pool
let id = 0
beforeAll(async () => {
  database = await openTestDatabase()
  pool = openPool(database.url, { application: 'test', log: openLog('test', 'silent') })
  id = await insertManyPulls(pool)
})
afterAll(async () => {
  await pool.end()
  await database.close()
})

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}

type Explained = { rows: { 'QUERY PLAN': [{ Plan: Plan }] }[] }
const explaining = 'EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON)'

/**
 * How the queries are carried out that `ask` sends: of one that is prepared, by the plan that is kept for all values.
 * It gets no rows.
 */
async function explain(ask: (db: Queryable) => Promise<unknown>): Promise<Plan[]> {
  const plans: Plan[] = []
  const db = {
    async query(query: string | { name?: string; text: string; values: unknown[] }, given: unknown[] = []) {
      const { name, text, values } = typeof query === 'string' ? { text: query, values: given } : query
      const { rows }: Explained =
        name === undefined
          ? await pool.query(`${explaining} ${text}`, values)
          : await explainKept(text, values)
      plans.push(rows[0]!['QUERY PLAN'][0].Plan)
      return { rows: [], rowCount: 0 }
    },
  }
  await ask(db as unknown as Queryable)
  return plans
}

/** EXECUTE takes values as they are written, and no parameters. */
async function explainKept(text: string, values: unknown[]): Promise<Explained> {
  const written = values.map((value) => (value == null ? 'NULL' : pg.escapeLiteral(String(value))))
  const client = await pool.connect()
  try {
    await client.query('SET plan_cache_mode = force_generic_plan')
    await client.query(`PREPARE kept AS ${text}`)
    return await client.query(`${explaining} EXECUTE kept${written.length > 0 ? `(${written.join()})` : ''}`)
  } finally {
    await client.query('DEALLOCATE ALL; RESET plan_cache_mode')
    client.release()
  }
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

/** Tables that have a row, or several, for each pull request or set. */
const large = new Set([
  'pull_requests',
  'revisions',
  'edges',
  'duplicate_set_members',
  'issue_links',
  'scan_pulls',
  'past_sets',
])

/**
 * Rows that are read of tables, rows that are put in order at once at most, and large tables that are read from end to
 * end again and again.
 */
function costOf(plan: Plan): { read: number; sorted: number; again: string[] } {
  const nodes = nodesOf(plan)
  const rows = ({ 'Actual Rows': kept, 'Rows Removed by Filter': removed = 0 }: Plan) => kept + removed
  return {
    read: nodes
      .filter(({ Plans }) => Plans === undefined)
      .reduce((sum, node) => sum + node['Actual Loops'] * rows(node), 0),
    sorted: Math.max(
      0,
      ...nodes
        .filter((node) => node['Node Type'].endsWith('Sort'))
        .flatMap(({ Plans = [] }) => Plans.map(rows)),
    ),
    again: nodes
      .filter(
        (node) =>
          node['Node Type'] === 'Seq Scan' && node['Actual Loops'] > 1 && large.has(node['Relation Name']!),
      )
      .map((node) => node['Relation Name']!),
  }
}

const filter = { minScore: 0, category: null, state: 'OPEN', q: null, is: null, decision: null } as const
const page = { after: null, limit: 25 } as const
const half = manyPulls.pulls / 2
const unknown = 'nothing-like-it'

/** A page of 25 by an index: some rows for each of what it shows. */
const aPage = { read: 1_000, sorted: 200 }
/** Looks at every set, or at all that issues are closed by, once. */
const everySet = { read: 120_000, sorted: manyPulls.sets }
/** Looks each past set's members up. */
const everyPastSet = { read: 20_000, sorted: manyPulls.pastSets }
const everyLink = { read: 120_000, sorted: manyPulls.pulls }

const lists: [
  name: string,
  most: { read: number; sorted: number },
  ask: (db: Queryable) => Promise<unknown>,
][] = [
  ['pull requests, the newest', aPage, (db) => readPullQueue(db, id, filter, { sort: 'newest', ...page })],
  [
    'their second half',
    aPage,
    (db) => readPullQueue(db, id, filter, { sort: 'newest', after: { key: half, number: half }, limit: 25 }),
  ],
  [
    'those of a score',
    { read: 5_000, sorted: 200 },
    (db) => readPullQueue(db, id, { ...filter, minScore: 0.9 }, { sort: 'newest', ...page }),
  ],
  [
    'by score: every pair once from either side',
    { read: 200_000, sorted: 2 * manyPulls.edges },
    (db) => readPullQueue(db, id, filter, { sort: 'score', ...page }),
  ],
  [
    'those of a category by score',
    { read: 200_000, sorted: 2 * manyPulls.edges },
    (db) =>
      readPullQueue(
        db,
        id,
        { ...filter, category: 'SAME_CHANGE' },
        { sort: 'score', after: { key: 0.9, number: half }, limit: 25 },
      ),
  ],
  [
    'a word that none has',
    { read: 50_000, sorted: 200 },
    (db) => readPullQueue(db, id, { ...filter, q: unknown }, { sort: 'newest', ...page }),
  ],
  [
    'those that are merged elsewhere',
    { read: 50_000, sorted: 200 },
    (db) => readPullQueue(db, id, { ...filter, is: 'merged' }, { sort: 'newest', ...page }),
  ],
  ['sets by score', aPage, (db) => readDuplicateSets(db, id, filter, { sort: 'score', ...page })],
  [
    'sets by score, further on',
    { read: 10_000, sorted: 200 },
    (db) => readDuplicateSets(db, id, filter, { sort: 'score', after: { key: 0.7, id: 's1' }, limit: 25 }),
  ],
  ['sets that have ended', everyPastSet, (db) => readEndedSets(db, id, 100)],
  ['how many have', everyPastSet, (db) => countEndedSets(db, id)],
  ['the newest sets', aPage, (db) => readDuplicateSets(db, id, filter, { sort: 'newest', ...page })],
  [
    'sets to be decided',
    { read: 2_000, sorted: 200 },
    (db) => readDuplicateSets(db, id, { ...filter, decision: 'open' }, { sort: 'score', ...page }),
  ],
  ['sets by size', everySet, (db) => readDuplicateSets(db, id, filter, { sort: 'size', ...page })],
  [
    'sets with a word',
    everySet,
    (db) => readDuplicateSets(db, id, { ...filter, q: unknown }, { sort: 'score', ...page }),
  ],
  [
    'sets of merged ones',
    everySet,
    (db) => readDuplicateSets(db, id, { ...filter, is: 'merged' }, { sort: 'score', ...page }),
  ],
  [
    'sets of contained ones',
    { read: 2_000, sorted: 200 },
    (db) => readDuplicateSets(db, id, { ...filter, is: 'contained' }, { sort: 'score', ...page }),
  ],
  ['the counts of sets', everySet, (db) => countSets(db, id, filter)],
  ['those with a word', everySet, (db) => countSets(db, id, { ...filter, q: unknown })],
  ['the feed', aPage, (db) => readNewestSets(db, id, 50)],
  ['issues', everyLink, (db) => readIssueGroups(db, id, page)],
  ['an issue', everyLink, (db) => readIssueGroup(db, id, 100_001)],
  ['the issues of a set', everyLink, (db) => readGroupsOf(db, id, [1, 2, 3])],
  ['candidates', aPage, (db) => readCandidates(db, id, half, page)],
  ['pull requests by number', aPage, (db) => readPullViews(db, id, [1, 2, 3, 4, 5])],
  ['scans', aPage, (db) => readScans(db, id, { before: null, limit: 25 })],
  [
    'repositories',
    { read: 40_000, sorted: 200 },
    (db) => readRepositories(db, { after: null, limit: 25, publicOnly: false }),
  ],
]

test.each(lists)(
  '%s: no large table is read for each row, none is sorted that has an index',
  async (_, most, ask) => {
    const plans = await explain(ask)
    expect(plans).not.toEqual([])
    for (const { read, sorted, again } of plans.map(costOf)) {
      expect(again).toEqual([])
      expect(read).toBeLessThanOrEqual(most.read)
      expect(sorted).toBeLessThanOrEqual(most.sorted)
    }
  },
)
