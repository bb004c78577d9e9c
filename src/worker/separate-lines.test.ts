import { afterAll, beforeAll, expect, test } from 'vitest'
import { type GitHubScans, openGitHubScans } from '../testing/github-scans.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { openTestRedis, type TestRedis } from '../testing/redis.ts'

let database: TestDatabase
let redis: TestRedis
let scans: GitHubScans

beforeAll(async () => {
  ;[database, redis] = await Promise.all([openTestDatabase(), openTestRedis()])
  scans = await openGitHubScans({ databaseUrl: database.url, redisUrl: redis.url })
})
afterAll(async () => {
  await scans.close()
  await Promise.all([database.close(), redis.close()])
})

const relations = async () =>
  Object.fromEntries(
    (await scans.pool.query('SELECT a, b, coalesce(relation, category) AS said FROM edges')).rows.map(
      ({ a, b, said }) => [`${a}-${b}`, said],
    ),
  )
const names = async () => (await scans.pool.query('SELECT names FROM separate_lines')).rows[0]?.names

async function scan(snapshot: string) {
  scans.clock.now += 3_600_000
  const { row } = await scans.scan(snapshot)
  expect(row).toMatchObject({ state: 'done' })
}

/** So many commits after each other; the last one. */
function grow(from: number, count: number): number {
  let tip = from
  for (let at = 0; at < count; at++) tip = scans.git.commit({ parents: [tip] })
  return tip
}

test('two who do one thing for two lines are told by the history whether both are needed', async () => {
  const { git, shop, model } = scans
  const packs = () => model.requests().filter(({ route }) => route === 'git upload-pack').length
  const trunk = grow(1, 40)
  const line = grow(1, 12)
  const branches: [name: string, tip: number, files: string][] = [
    ['main', trunk, 'one'],
    ['1.x', line, 'one'],
    ['2.x', grow(trunk, 2), 'two'],
    ['main', trunk, 'two'],
    ["3.x'); --", trunk, 'three'],
  ]
  const heads = branches.map(([, tip, name], at) => {
    const lines = ['keel', 'mast', 'boom', 'sheet'].map(
      (part) => `export const ${part}Of${name} = ${part}(${name})\n`,
    )
    const author = `Author ${at} <author-${at}@example.org>`
    return git.commit({ parents: [tip], files: { [`src/${name}.ts`]: lines.join('') }, author })
  })
  await git.write()
  for (const [name, tip] of branches.slice(0, 3)) await shop.pushBranch(name, git.sha(tip))
  const pulls = branches.map(([base, , name], at) => ({
    head: git.sha(heads[at]!),
    base,
    author: `author-${at}`,
    title: `Rig ${name} ${['with care', 'at last', 'again', 'for good', 'anew'][at]}`,
  }))
  await shop.openPulls(pulls)
  await scan('first')
  expect(await names()).toEqual(['1.x'])
  // The other line is ahead of the default branch, and will be merged into it.
  expect(await relations()).toEqual({ '1-2': 'BACKPORT', '3-4': 'SAME_CHANGE' })

  expect(packs()).toBeGreaterThan(0)

  // The model counts anew.
  await scan('nothing-new')
  expect(packs()).toBe(0)

  // It is merged up, as often as it gets something; then it is no line of its own.
  const up = git.commit({ parents: [trunk, line] })
  await git.write()
  await shop.pushBranch('main', git.sha(up))
  await scan('merged-up')
  expect(await names()).toEqual([])
  expect(await relations()).toEqual({ '1-2': 'SAME_CHANGE', '3-4': 'SAME_CHANGE' })
})
