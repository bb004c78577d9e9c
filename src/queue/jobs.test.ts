import { expect, test } from 'vitest'
import { readAnalysisJob, readScanJob } from './jobs.ts'

const scan = {
  scanId: 1,
  owner: 'a',
  repo: 'b',
  snapshot: 's',
  source: { kind: 'git' },
  all: false,
  step: 'list',
}
const analysis = {
  scanId: 1,
  repositoryId: 2,
  owner: 'a',
  repo: 'b',
  snapshot: 's',
  source: { kind: 'api' },
  numbers: [3],
}

test('a job is read as it was written, also after JSON has dropped what is undefined', () => {
  expect(readScanJob(JSON.parse(JSON.stringify({ ...scan, maxOpenPrs: undefined })))).toEqual(scan)
  expect(readAnalysisJob(analysis)).toEqual(analysis)
})

test.each([
  [{ ...scan, step: 'dance' }, '/step'],
  [{ ...scan, scanId: 0 }, '/scanId'],
  [{ ...scan, owner: '--upload-pack=x' }, '/owner'],
  [{ ...scan, source: { kind: 'mirror' } }, '/source'],
  [null, ''],
])('a foreign scan job %j is refused with the place that is wrong', (data, place) => {
  expect(() => readScanJob(data)).toThrow(`cannot read (at "${place}`)
})

test('a foreign analysis job is refused', () => {
  expect(() => readAnalysisJob({ ...analysis, numbers: [] })).toThrow('cannot read (at "/numbers')
})
