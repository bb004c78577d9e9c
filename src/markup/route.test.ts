import { expect, test } from 'vitest'
import { repositoryPath } from './repository-path.ts'
import { readRoute } from './route.ts'

const place = { owner: 'openclaw', repo: 'openclaw' }

test.each([
  ['/', { page: 'repositories' }],
  ['/openclaw/openclaw', { page: 'sets', ...place }],
  ['/openclaw/openclaw/', { page: 'sets', ...place }],
  ['/openclaw/openclaw/sets/set-1', { page: 'set', ...place, id: 'set-1' }],
  ['/openclaw/openclaw/pulls', { page: 'pulls', ...place }],
  ['/openclaw/openclaw/pulls/12', { page: 'pull', ...place, number: 12 }],
  ['/openclaw/openclaw/scans', { page: 'scans', ...place }],
  ['/openclaw/openclaw/compare/1...22', { page: 'pair', ...place, a: 1, b: 22 }],
])('%s names its view', (path, route) => {
  expect(readRoute(path)).toEqual(route)
})

test.each([
  '/openclaw',
  '/openclaw/openclaw/pulls/0',
  '/openclaw/openclaw/pulls/1x',
  '/openclaw/openclaw/pulls/99999999999',
  '/openclaw/openclaw/compare/1..2',
  '/openclaw/openclaw/compare/1...2...3',
  '/openclaw/openclaw/settings',
  '/openclaw/openclaw/sets/1/2',
  '/%E0%A4%A',
])('%s names none', (path) => {
  expect(readRoute(path)).toEqual({ page: 'missing' })
})

test('a path and its reading are each other’s reverse, for every kind of segment', () => {
  for (const id of ['a/b', 'ü?#%', ' '])
    expect(readRoute(repositoryPath('o', 'r', 'sets', id))).toEqual({
      page: 'set',
      owner: 'o',
      repo: 'r',
      id,
    })
})
