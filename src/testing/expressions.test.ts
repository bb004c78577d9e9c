import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../root.ts'
import { findGrowth, readExpressions } from './expressions.ts'

/**
 * Judged before and found linear: judging all of them takes a minute. An expression that is not among them is judged
 * when the test runs; `RECORD_EXPRESSIONS=true npm test -- src/testing/expressions` writes the list anew.
 */
const record = join(projectRoot, 'src/testing/linear-expressions.txt')
const isRecording = process.env.RECORD_EXPRESSIONS === 'true'

/** Those that may grow faster than their input, by their file and how they begin, each with what keeps it short. */
const bounded: Record<string, string> = {
  'src/git/diff/large-files.ts /^index ': 'an id has 64 digits at most',
  'src/git/history/commits.ts /<([^<>]*)>': 'the last 500 characters of a line',
  'src/git/mirror/explain-fetch.ts /not a git': 'the last 8 KiB of what git says',
  'src/triage/judge/release-title.ts /^(?:(?:prepare': 'a title of 300 characters',
  'src/triage/change/paths.ts /(?:\\.lock': 'a path has 4,096 characters at most',
  'src/triage/change/paths.ts /(?:[.-]min': 'a path has 4,096 characters at most',
  'src/triage/change/people.ts /^(?:claude': '100 characters of a name',
  'src/triage/change/people.ts /^co-authored-by': 'a name and an address of 200 characters each',
  'src/triage/change/references.ts /(?:^|[^\\w&/#])': 'a host of 200 characters, a name of 140',
  'src/triage/change/issue-links.ts /\\b(?:(?:a )?dup': 'five words, twenty references of 340 characters',
}

const nameOf = (pattern: string, flags: string) => `/${pattern}/${flags}`

test('every regular expression that meets strangers’ text takes time in proportion to its length, or its input is short', async () => {
  const known = new Set(isRecording ? [] : readFileSync(record, 'utf8').split('\n'))
  const expressions = await readExpressions()
  expect(expressions.length).toBeGreaterThan(100)
  const linear = new Set<string>()
  const growing: string[] = []
  const excused = new Set<string>()
  for (const expression of expressions) {
    const name = nameOf(expression.pattern, expression.flags)
    const excuse = Object.keys(bounded).find((begin) => `${expression.file} ${name}`.startsWith(begin))
    if (excuse !== undefined) {
      excused.add(excuse)
      continue
    }
    const growth = known.has(name) || linear.has(name) ? null : await findGrowth(expression)
    if (growth === null) linear.add(name)
    else growing.push(`${expression.file}: ${name} ${growth}`)
  }
  expect(growing).toEqual([])
  expect([...excused].sort(), 'an excuse that nothing needs any more').toEqual(Object.keys(bounded).sort())
  if (isRecording) writeFileSync(record, `${[...linear].sort().join('\n')}\n`)
  expect([...known].filter((name) => name !== '' && !linear.has(name))).toEqual([])
})

test('what grows faster is found, and a repetition with an end is judged as one without', async () => {
  const judge = (pattern: string) => findGrowth({ file: '', pattern, flags: 'gi' })
  expect(await judge('a+b')).toContain('"a"')
  expect(await judge('^(?:a{1,200})+$')).toContain('exponential')
  expect(await judge('^a{1,200}b')).toBeNull()
})
