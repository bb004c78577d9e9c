import { afterAll, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { openMirrorSource } from '../source/mirror-source.ts'
import { buildSampleRepository } from '../testing/duplicate-repository.ts'
import { evaluate } from './evaluate.ts'
import { readEvaluationArguments } from './evaluation-arguments.ts'
import { readPairs } from './read-pairs.ts'
import { renderEvaluation, wilson } from './render-evaluation.ts'

const repository = await buildSampleRepository()
afterAll(() => repository.remove())

test('ranks the older duplicate of a real mirror first, and leaves out pairs that it lacks', async () => {
  const source = openMirrorSource({
    dir: repository.gitDir,
    owner: 'o',
    name: 'r',
    log: openLog('test', 'silent'),
  })
  const result = await evaluate(
    source,
    'o/r',
    [
      { newer: 2, older: 1 },
      { newer: 99, older: 1 },
    ],
    () => {},
    new AbortController().signal,
  )
  expect(result).toMatchObject({
    repo: 'o/r',
    prs: 5,
    pairs: 2,
    evaluated: 1,
    recall: { 1: 1, 5: 1, 10: 1, 20: 1, 30: 1 },
    mrr: 1,
  })
  expect(result.flagged.threshold[0]).toEqual({ t: 0.5, flagged: 1, labelled: 1, knownDuplicate: 1 })
  expect(renderEvaluation(result)).toContain('R@1   1.000   (0.207 to 1.000)')
})

test.each([
  ['1\t2', 'line 1: expected a number, a tab and a smaller number'],
  ['# newer older\n\n3 2', 'line 3'],
  ['# nothing', 'holds no pairs'],
])('a pairs file of %j is refused with the place', (text, message) => {
  expect(() => readPairs(text, 'pairs.tsv')).toThrow(message)
})

test('arguments that are missing are named together', () => {
  expect(() => readEvaluationArguments(['--repo', 'a/b'])).toThrow('missing --mirror, --pairs')
  expect(readEvaluationArguments(['--help'])).toBeNull()
})

test('the interval of a share stays within 0 and 1, and is everything for nothing', () => {
  expect(wilson(0, 0)).toEqual([0, 1])
  expect(wilson(10, 10)[1]).toBe(1)
  expect(wilson(52, 100)[0]).toBeCloseTo(0.423, 3)
})
