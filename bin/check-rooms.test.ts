import { expect, test } from 'vitest'
import { findViolations, readSources } from './room-imports.ts'
import { exceptions } from './rooms.ts'

test('every import of ours keeps to the rooms, and no exception is left over', () => {
  const sources = readSources()
  expect(sources.size).toBeGreaterThan(300)
  expect(findViolations(sources)).toEqual([])
  expect(new Set(exceptions).size).toBe(exceptions.length)
})

const rules = {
  rooms: {
    triage: { imports: ['errors'] },
    git: { imports: [], types: ['triage'] },
    errors: { imports: [] },
  },
  exceptions: [],
}
const look = (path: string, text: string, exceptions: string[] = []) =>
  findViolations(new Map([[path, text]]), { ...rules, exceptions })

test('an import against the rooms is found, however it is written', () => {
  for (const text of [
    "import { a } from '../git/git.ts'",
    "import '../git/git.ts'",
    "import type { A } from '../git/git.ts'",
    "export { a } from '../git/git.ts'",
    "export * from '../git/git.ts'",
    "const a = await import('../git/git.ts')",
  ])
    expect(look('src/triage/a.ts', text), text).toHaveLength(1)
  expect(look('src/triage/change/a.ts', "import { a } from '../../git/git.ts'")).toHaveLength(1)
  expect(look('src/errors.ts', "import { a } from './git/git.ts'")).toHaveLength(1)
  expect(look('src/attic/a.ts', "import { a } from '../errors.ts'")[0]).toContain('no room attic')
  expect(look('bench/a.ts', "import { a } from '../bin/scan.ts'")).toHaveLength(1)
})

test('what is allowed is not found: the own room, a room that is named, types where types are, tests', () => {
  expect(look('src/triage/a.ts', "import { a } from './b.ts'\nimport { c } from '../errors.ts'")).toEqual([])
  expect(look('src/git/a.ts', "import type { A } from '../triage/a.ts'")).toEqual([])
  expect(look('src/git/a.ts', "import { type A, type B } from '../triage/a.ts'")).toEqual([])
  expect(look('src/git/a.ts', "import { type A, b } from '../triage/a.ts'")).toHaveLength(1)
  expect(look('src/triage/a.test.ts', "import { a } from '../git/git.ts'")).toEqual([])
  expect(look('bin/a.ts', "import { a } from '../src/git/git.ts'")).toEqual([])
})

test('an exception stands only as long as its import', () => {
  const line = 'src/triage/a.ts > src/git/git.ts'
  expect(look('src/triage/a.ts', "import { a } from '../git/git.ts'", [line])).toEqual([])
  expect(look('src/triage/a.ts', '', [line])[0]).toContain('is no more')
})
