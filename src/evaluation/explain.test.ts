import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { openMirrorSource } from '../source/mirror-source.ts'
import { buildSampleRepository } from '../testing/duplicate-repository.ts'
import type { GitRepository } from '../testing/git-repository.ts'
import { renderCaseSkeleton } from './case-skeleton.ts'
import { explainPair } from './explain.ts'
import { renderExplanation } from './render-explanation.ts'

let mirror: GitRepository
beforeAll(async () => {
  mirror = await buildSampleRepository()
})
afterAll(() => mirror.remove())

const explain = (a: number, b: number) => {
  const log = openLog('test', 'silent')
  const source = openMirrorSource({ dir: mirror.gitDir, owner: 'acme', name: 'gateway', log })
  return explainPair(source, 'acme/gateway', [a, b], () => {}, new AbortController().signal)
}

test('a pair is explained stage by stage, in either order, in lines that fit', async () => {
  const { explanation } = (await explain(2, 1))!
  expect(explanation).toMatchObject({
    among: 5,
    a: { number: 1, deciding: 'production', rankOfOther: 1 },
    b: { number: 2, rankOfOther: 1 },
    lookedAt: { yes: true, why: 'they are the same to the letter, or become the same' },
    measures: { identical: true, place: 1 },
    relation: null,
    edge: { category: 'SAME_CHANGE' },
  })
  const channels = new Map(explanation.channels.map((channel) => [channel.name, channel]))
  expect(channels.get('addedLines')).toMatchObject({ cosine: expect.closeTo(1), counts: expect.closeTo(1.5) })
  // What one side lacks says nothing.
  expect(channels.get('testTokens')).toMatchObject({ ofA: 0, cosine: null, counts: 0 })
  const counted = explanation.channels.reduce((sum, { counts }) => sum + counts, 0)
  expect(counted).toBeGreaterThan(explanation.similarity - 1)
  const text = renderExplanation(explanation, 80)
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  expect(text).toContain('verdict: SAME_CHANGE, 0.')
  expect(text).not.toContain('\u001b')
  expect((await explain(1, 2))!.explanation).toEqual(explanation)
})

test('a pair that is not looked at says at which stage it was left', async () => {
  const { explanation } = (await explain(1, 4))!
  expect(explanation.lookedAt.yes).toBe(false)
  expect(explanation.lookedAt.why).toBe('its similarity is below 4')
  expect(explanation.edge).toBeNull()
  expect(await explain(1, 99)).toBeNull()
})

test('the skeleton of a case keeps what two changes share, and no word of either', async () => {
  const { revisions } = (await explain(1, 2))!
  const skeleton = renderCaseSkeleton(revisions)
  for (const word of [
    'parsePort',
    'bracket',
    'colon',
    'address',
    'gateway',
    'lastIndexOf',
    'Parse',
    'mirela',
  ])
    expect(skeleton).not.toContain(word)
  const added = [...skeleton.matchAll(/^ {8}("\+.*"),$/gm)].map(([, line]) => line)
  expect(new Set(added).size).toBeLessThan(added.length)
  expect(skeleton).toContain('    pull(101, "ada", ')
})
