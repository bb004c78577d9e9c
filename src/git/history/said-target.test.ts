import { describe, expect, it } from 'vitest'
import type { MirrorRefs } from '../refs.ts'
import { findSaidTarget, openNamedTargets } from './said-target.ts'

const branches = new Set(['main', 'vs17.11', 'release/7.0', '2.x', 'topic'])
const isTarget = (name: string) => branches.has(name) && name !== 'topic'
const find = (title: string, ...messages: string[]) => findSaidTarget(title, messages, isTarget, 'main')

describe('findSaidTarget', () => {
  it('reads the mark in front of a title', () => {
    expect(find('[vs17.11] Parse ports')).toBe('vs17.11')
    expect(find('(release/7.0) Parse ports')).toBe('release/7.0')
    expect(find('[main] Parse ports', "Merge branch 'vs17.11' into ports")).toBe('main')
  })

  it('knows no branch that there is not, nor one that nothing is made to', () => {
    expect(find('[vs17.12] Parse ports')).toBeNull()
    expect(find('[topic] Parse ports')).toBeNull()
    expect(find('Parse [vs17.11] ports')).toBeNull()
  })

  it('reads which line a branch took in', () => {
    expect(find('Parse ports', 'Parse ports', "Merge branch 'vs17.11' into ports")).toBe('vs17.11')
    expect(find('Parse ports', "Merge branch '2.x' of https://example.org/yard into ports\n\n# more")).toBe(
      '2.x',
    )
    expect(find('Parse ports', "Merge remote-tracking branch 'upstream/2.x' into ports")).toBe('2.x')
  })

  it('says nothing of several, of the default branch, and of a line that is merged up', () => {
    expect(
      find('Parse ports', "Merge branch '2.x' into ports", "Merge branch 'vs17.11' into ports"),
    ).toBeNull()
    expect(find('Parse ports', "Merge branch '2.x' into ports", "Merge branch 'main' into ports")).toBeNull()
    expect(find('Parse ports', "Merge branch 'main' into ports")).toBeNull()
    expect(find('Parse ports', "Merge branch '2.x' into vs17.11")).toBeNull()
    expect(find('Parse ports', "Merge branch '2.x'")).toBeNull()
    expect(find('Parse ports', "Merge branch 'topic' into ports")).toBeNull()
    expect(find('Parse ports', "Merge branch '2.x' into main")).toBeNull()
    // The default branch had another name then.
    expect(find('Parse ports', "Merge branch '2.x' into master")).toBeNull()
    expect(find('Parse ports', "Merge branch '2.x' into merge/2.x-to-main")).toBeNull()
    expect(find('Parse ports', "Merge branch '2.x' into merge/1.x-to-2.x")).toBe('2.x')
    expect(find('Parse ports', "Merge branch '2.x' into merge-ports")).toBe('2.x')
  })

  it('reads a hostile subject in time that grows with its length', () => {
    expect(find(`[${'a'.repeat(50_000)}`, `Merge branch '${'a'.repeat(50_000)}`)).toBeNull()
  })
})

describe('openNamedTargets', () => {
  const refs = {
    defaultBranch: 'main',
    branches: new Map(
      [
        'main',
        '2.x',
        'v5.4-rhel',
        'v5.4-ports',
        'next',
        '1234',
        'yd1.1',
        'yd1.2',
        'yard-11',
        'yard-23',
        'tool-3',
        'tool-4',
        'tool-5',
      ].map((name) => [name, `tip of ${name}`] as const),
    ),
    heads: new Map([
      [1, 'tip of yard-11'],
      [2, 'tip of yard-23'],
      [3, 'tip of tool-5'],
      [4, 'tip of v5.4-ports'],
    ]),
  }
  const isTarget = openNamedTargets(refs as unknown as MirrorRefs)

  it.each(['main', '2.x', 'v5.4-rhel', 'next', 'yd1.1', 'yd1.3', 'tool-4'])('%s is one', (name) => {
    expect(isTarget(name)).toBe(true)
  })

  it.each([
    // An issue's branch, topics that are called by their tickets, and what there is not.
    ...['1234', 'yard-11', 'yard-45', 'tool-5', 'tool-6', '3.x', 'WIP', 'RFC', '#1234', 'YARD-12', 'py3.1'],
    ...['', 'constructor', '__proto__'],
  ])('%s is none', (name) => {
    expect(isTarget(name)).toBe(false)
  })
})
