import { describe, expect, it } from 'vitest'
import { findSaidTarget } from './said-target.ts'

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
  })

  it('reads a hostile subject in time that grows with its length', () => {
    expect(find(`[${'a'.repeat(50_000)}`, `Merge branch '${'a'.repeat(50_000)}`)).toBeNull()
  })
})
