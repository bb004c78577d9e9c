import { expect, test } from 'vitest'
import { detail } from '../dashboard/testing/pull-answers.ts'
import { changeWords } from './change-words.ts'
import { whyNothing } from './no-candidates.ts'

const size = (channel: 'production' | 'test' | 'docs' | 'metadata' | 'generated') => ({
  channel,
  files: 2,
  added: 1_200,
  removed: 3,
  paths: [],
})

test('why a pull request resembles nothing is said from its own change first', () => {
  expect(whyNothing({ ...detail, channels: null })).toContain('has not been read yet')
  expect(whyNothing({ ...detail, channels: [] })).toContain('changes no file')
  expect(whyNothing({ ...detail, channels: [size('test')] })).toContain('tests alone')
  expect(whyNothing({ ...detail, channels: [size('generated')] })).toContain(
    'generated files or metadata alone',
  )
  expect(whyNothing({ ...detail, analysis: { ...detail.analysis!, degraded: 'too large' } })).toContain(
    'too large',
  )
  expect(whyNothing(detail)).toContain('No other pull request')
})

test('the size of a change is said to choose by', () => {
  expect(changeWords([size('production'), size('docs')])).toBe('2 production files, 2 docs files, +2,400 −6')
  expect(changeWords([])).toBe('changes no file')
})
