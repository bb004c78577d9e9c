import { expect, test } from 'vitest'
import { sampleRevision } from '../../testing/revisions.ts'
import { mergesOf } from './measure-pair.ts'
import { readSide } from './side.ts'

const made = (number: number, baseRef: string) => readSide(sampleRevision(number, {}, { baseRef }))

test("a roll-up's own part is for all lines, until one of the two has gone into a line of releases", () => {
  const [port, fix] = [made(1, 'release-3.5'), made(2, 'main')]
  const areForOthers = (merged: number[], isOwnPart: boolean) =>
    mergesOf(port, fix, false, { isMerged: (number) => merged.includes(number) }, isOwnPart).otherLines
  expect(areForOthers([], false)).toBe(true)
  expect(areForOthers([], true)).toBe(false)
  expect(areForOthers([1], true)).toBe(true)
  // What is in the main branch may be wanted in any line.
  expect(areForOthers([2], true)).toBe(false)
})
