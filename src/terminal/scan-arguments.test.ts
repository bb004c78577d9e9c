import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { readScanArguments } from './scan-arguments.ts'

test('a repository alone takes the defaults', () => {
  expect(readScanArguments(['probot/probot'], 'git')).toEqual({
    owner: 'probot',
    repo: 'probot',
    source: { kind: 'git' },
    maxOpenPrs: undefined,
    all: false,
    snapshot: undefined,
    json: false,
    serve: false,
  })
})

test('every option is read, a mirror as an absolute path', () => {
  const argv = [
    'a/b',
    '--mirror',
    'm',
    '--max-open-prs',
    '500',
    '--all',
    '--snapshot',
    'x:1',
    '--json',
    '--serve',
  ]
  expect(readScanArguments(argv, 'git')).toMatchObject({
    source: { kind: 'mirror', dir: resolve('m') },
    maxOpenPrs: 500,
    all: true,
    snapshot: 'x:1',
    json: true,
    serve: true,
  })
})

test('help is asked for whatever else is wrong', () => {
  expect(readScanArguments(['--help'], 'git')).toBeNull()
})

test.each([
  [[], 'expected one repository'],
  [['a/b', 'c/d'], 'got 2'],
  [['a'], 'expected owner/repo'],
  [['a/b/c'], 'expected owner/repo'],
  [['--upload-pack=x/y'], "Unknown option '--upload-pack'"],
  [['../etc'], 'expected owner/repo'],
  [['a/..'], 'expected owner/repo'],
  [['a/b', '--max-open-prs', '0'], 'from 1 to 100000'],
  [['a/b', '--max-open-prs', '1e3'], 'from 1 to 100000'],
  [['a/b', '--source', 'svn'], 'expected git or api'],
  [['a/b', '--source', 'git', '--mirror', 'm'], 'exclude each other'],
  [['a/b', '--snapshot', 'a/b'], '--snapshot'],
  [['a/b', '--mirror', ''], '--mirror'],
])('%j is wrong usage, and the line says what is right', (argv, message) => {
  let caught: unknown
  try {
    readScanArguments(argv, 'git')
  } catch (error) {
    caught = error
  }
  expect(caught).toBeInstanceOf(AppError)
  expect((caught as AppError).code).toBe('USAGE')
  expect((caught as AppError).message).toContain(message)
  expect((caught as AppError).message).not.toContain('\n')
})
