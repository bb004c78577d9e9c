import pg from 'pg'
import { readDuplicateSets, countDecisions, countDuplicateSets } from '/work/main/src/postgres/read-duplicate-sets.ts'
const pool = new pg.Pool({ host: process.argv[2], user: 'clawtriage', database: 'clawtriage', max: 1 })
const ex = { query: async (sql: string, v: any[]) => { const r = await pool.query('EXPLAIN (ANALYZE, BUFFERS) ' + sql, v); console.log(r.rows.map((x: any) => x['QUERY PLAN']).join('\n')); return { rows: [] } } }
const filter: any = { minScore: 0, category: null, state: 'ALL', q: null, is: null, decision: 'open' }
console.log('SETS'); await readDuplicateSets(ex as any, 1, filter, { sort: 'score', after: null, limit: 51 })
console.log('COUNTS'); await countDuplicateSets(ex as any, 1, filter)
console.log('DECISIONS'); await countDecisions(ex as any, 1, filter)
await pool.end()
