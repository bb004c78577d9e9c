import { expect, test } from 'vitest'
import { type SampleChange, sampleRevision } from '../../testing/revisions.ts'
import { sortFiles } from './deciding-files.ts'
import { parsePatch } from './patch.ts'
import { readRaises } from './raises.ts'

const raises = (changes: SampleChange) => {
  const { deciding, files } = sortFiles(parsePatch(sampleRevision(1, changes).patch))
  const { packages, ...counts } = readRaises(files, deciding)
  return {
    ...counts,
    packages: Object.fromEntries([...packages].map(([name, { to, along }]) => [name, [...to, along]])),
  }
}

test('a package is raised where its version is another one afterwards, in any of the lists', () => {
  expect(
    raises({
      'go.mod': [
        '-	acme.example/lathe v1.0.0',
        '-	acme.example/moved v3.0.0',
        '+	acme.example/lathe v1.1.0',
        ' 	acme.example/kept v2.0.0',
        '-	acme.example/chuck v0.1.0 // indirect',
        '+	acme.example/chuck v0.2.0 // indirect',
        '+	acme.example/fresh v0.3.0 // indirect',
        '+	acme.example/moved v3.0.0 // indirect',
        '-	acme.example/gone v4.0.0',
      ],
      'turn/go.mod': ['-	acme.example/lathe v1.0.0', '+	acme.example/lathe v1.2.0'],
      'go.sum': ['-acme.example/sum v1 h1:a=', '+acme.example/sum v2.0.0 h1:b='],
    }),
  ).toEqual({
    packages: {
      'acme.example/lathe': ['1.1.0', '1.2.0', false],
      'acme.example/chuck': ['0.2.0', true],
      'acme.example/fresh': ['0.3.0', true],
    },
    pinned: 10,
    others: 0,
  })
})

test('what only came along in one list and not in another is asked for', () => {
  expect(
    raises({
      'go.mod': ['-	acme.example/lathe v1.0.0 // indirect', '+	acme.example/lathe v1.1.0 // indirect'],
      'turn/go.mod': ['-	acme.example/lathe v1.0.0', '+	acme.example/lathe v1.1.0'],
    }).packages,
  ).toEqual({ 'acme.example/lathe': ['1.1.0', false] })
})

test('other lines are counted: code, and what a list says besides', () => {
  expect(
    raises({
      'turn/lathe.go': ['-	turn(1.2, 3)', '+	turn(1.3, 3)', '+}'],
      Makefile: ['-LATHE_VERSION := 1.19', '+LATHE_VERSION := 1.20', '+	go run ./turn'],
    }),
  ).toEqual({ packages: { lathe: ['1.20', false] }, pinned: 2, others: 3 })
})
