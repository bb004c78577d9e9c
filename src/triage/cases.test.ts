import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ShownEdge } from '../domain/answers.ts'
import { type Case, type CaseAnswer, compareCase } from '../testing/case.ts'

/** Set to write down what the comparison says today: to be read before it is committed. */
const record = process.env.RECORD_CASES === 'true'
const folder = join(import.meta.dirname, '../testing/cases')
const names = (await readdir(folder)).filter((name) => name.endsWith('.ts')).map((name) => name.slice(0, -3))

test('there are as many cases as the decision needs to be held', () => {
  expect(names.length).toBeGreaterThanOrEqual(40)
})

describe.each(names)('%s', (name) => {
  const beside = join(folder, `${name}.json`)

  test('is answered rightly', async () => {
    const { right } = await read(name)
    const { edges, sets } = await answer(name)
    expect(sets.map(({ members }) => members.map(({ number }) => number)).sort()).toEqual(
      [...right.sets].sort(),
    )
    const answers = Object.keys(right.pairs ?? {}).map((pair) => [pair, describePair(edges, pair)])
    expect(Object.fromEntries(answers)).toEqual(right.pairs ?? {})
  })

  test('is answered as written down, to the last number', async () => {
    const said = JSON.parse(JSON.stringify(await answer(name)))
    if (record) await writeFile(beside, `${JSON.stringify(said, null, 2)}\n`)
    expect(existsSync(beside), `${name}.json is missing: RECORD_CASES=true writes it`).toBe(true)
    expect(said).toEqual(JSON.parse(await readFile(beside, 'utf8')))
  })

  test('is answered the same in every order', async () => {
    const given = await read(name)
    const turned = await compareCase({ ...given, pulls: [...given.pulls].reverse() })
    expect(turned).toEqual(await answer(name))
  })
})

async function read(name: string): Promise<Case> {
  const { default: one } = (await import(`../testing/cases/${name}.ts`)) as { default: Case }
  return one
}

const answers = new Map<string, Promise<CaseAnswer>>()

/** What the comparison says of a case: asked once. */
function answer(name: string): Promise<CaseAnswer> {
  if (!answers.has(name)) answers.set(name, read(name).then(compareCase))
  return answers.get(name)!
}

function describePair(edges: readonly ShownEdge[], pair: string): string {
  const edge = edges.find(({ a, b }) => `${a}-${b}` === pair)
  if (edge === undefined) return 'nothing'
  return edge.relation ?? (edge.category === 'RELATED' ? 'lead' : edge.category)
}
