import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { readScanArguments as read } from './scan-arguments.ts'

const readScanArguments = (argv: string[], defaultSource: 'git' | 'api') =>
  read(argv, { defaultSource, folder: '/home/mirela/project', serverUrl: 'https://github.com' })

test('a repository alone takes the defaults', () => {
  expect(readScanArguments(['probot/probot'], 'git')).toEqual({
    repository: { owner: 'probot', repo: 'probot' },
    folder: '/home/mirela/project',
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
    source: { kind: 'mirror', dir: resolve('/home/mirela/project/m') },
    maxOpenPrs: 500,
    all: true,
    snapshot: 'x:1',
    json: true,
    serve: true,
  })
})

test('without a repository it is left to the clone, or to the mirror', () => {
  expect(readScanArguments([], 'git')).toMatchObject({ repository: null, folder: '/home/mirela/project' })
  expect(readScanArguments(['--mirror', '../m.git'], 'git')).toMatchObject({
    repository: null,
    folder: '/home/mirela/m.git',
  })
})

test('help is given even when something else is wrong', () => {
  expect(readScanArguments(['--help'], 'git')).toBeNull()
})

test.each([
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
