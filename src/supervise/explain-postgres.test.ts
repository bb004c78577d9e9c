import { expect, test } from 'vitest'
import { explainPostgres } from './explain-postgres.ts'

const log = (...lines: string[]) => lines.map((line) => `2026-11-26 00:00:00.000 UTC [42] ${line}`).join('\n')
const end = [
  'LOG:  startup process (PID 43) was terminated by signal 6: Aborted',
  'LOG:  aborting startup due to startup process failure',
  'LOG:  database system is shut down',
]

test.each([
  ['PANIC:  could not locate a valid checkpoint record', 'restore a backup'],
  ['PANIC:  could not write to file "pg_wal/xlogtemp.43": No space left on device', 'the disk is full'],
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'the disk is full'],
  ['FATAL:  lock file "postmaster.pid" already exists', 'stop it first'],
  ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', 'too little memory'],
  ['FATAL:  data directory "/data/postgres" has wrong ownership', 'chown'],
])('what comes last is "shut down", but the reason is shown with what to do: %s', (reason, whatToDo) => {
  const said = explainPostgres(log('FATAL:  the database system is starting up', reason, ...end))
  expect(said).toContain(reason.replace('  ', ' '))
  expect(said).toContain(whatToDo)
})

test('a reason that is not known is shown as it is, and none is none', () => {
  expect(explainPostgres(log('FATAL:  something new', ...end))).toBe('FATAL: something new')
  expect(explainPostgres(log('FATAL:  the database system is shutting down', ...end))).toBe(null)
})
