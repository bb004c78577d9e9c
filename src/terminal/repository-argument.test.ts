import { describe, expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { parseRepositoryArgument } from './repository-argument.ts'

const github = 'https://github.com'
const enterprise = 'https://git.example.org:8443'

test.each([
  ['probot/probot', 'probot/probot', null],
  ['  probot/probot  ', 'probot/probot', null],
  ['probot/probot.git', 'probot/probot', null],
  ['a-b/c.d_e', 'a-b/c.d_e', null],
  ['https://github.com/probot/probot', 'probot/probot', null],
  ['https://github.com/probot/probot/', 'probot/probot', null],
  ['https://github.com/probot/probot.git', 'probot/probot', null],
  ['http://github.com/probot/probot', 'probot/probot', null],
  ['https://www.github.com/probot/probot', 'probot/probot', null],
  ['https://GitHub.com/Probot/Probot', 'Probot/Probot', null],
  ['github.com/probot/probot', 'probot/probot', null],
  ['github.com/probot/probot/pull/7', 'probot/probot', 7],
  ['https://github.com/probot/probot/pull/1234', 'probot/probot', 1234],
  ['https://github.com/probot/probot/pull/1234/files?w=1#diff-0', 'probot/probot', 1234],
  ['https://github.com/probot/probot/pulls', 'probot/probot', null],
  ['https://github.com/probot/probot/pull/0', 'probot/probot', null],
  ['https://github.com/probot/probot/pull/1e3', 'probot/probot', null],
  ['https://github.com/probot/probot/issues/12', 'probot/probot', null],
  ['https://token@github.com/probot/probot.git', 'probot/probot', null],
  ['git@github.com:probot/probot.git', 'probot/probot', null],
  ['github.com:probot/probot', 'probot/probot', null],
  ['org-1234@github.com:probot/probot.git', 'probot/probot', null],
  ['ssh://git@github.com/probot/probot.git', 'probot/probot', null],
  ['ssh://git@ssh.github.com:443/probot/probot.git', 'probot/probot', null],
  ['git@github.com:123/456.git', '123/456', null],
  ['git://github.com/probot/probot.git', 'probot/probot', null],
  ['git+https://github.com/probot/probot.git', 'probot/probot', null],
  ['git+ssh://git@github.com/probot/probot.git', 'probot/probot', null],
])('%s', (text, name, number) => {
  const { owner, repo, ...rest } = parseRepositoryArgument(text, github)
  expect([`${owner}/${repo}`, rest.number]).toEqual([name, number])
})

test.each([
  'https://git.example.org:8443/acme/gateway/pull/3',
  'git@git.example.org:acme/gateway.git',
  'ssh://git@git.example.org:2222/acme/gateway.git',
  'git.example.org:8443/acme/gateway',
])('on an Enterprise server: %s', (text) => {
  expect(parseRepositoryArgument(text, enterprise)).toMatchObject({ owner: 'acme', repo: 'gateway' })
})

test('a local server needs no dot in its name', () => {
  expect(parseRepositoryArgument('localhost:3999/a/b', 'http://localhost:3999')).toMatchObject({
    owner: 'a',
    repo: 'b',
  })
})

describe('one line says what is wrong', () => {
  test.each([
    ['https://gitlab.com/a/b', 'gitlab.com is not github.com'],
    ['git@gitlab.com:a/b.git', 'gitlab.com is not github.com'],
    ['https://github.com.evil.example/a/b', 'github.com.evil.example is not'],
    ['https://github.com@evil.example/a/b', 'evil.example is not github.com'],
    ['https://evil.example/github.com/a/b', 'evil.example is not'],
    ['https://secret-token@gitlab.com/a/b', 'gitlab.com is not github.com'],
    ['https://github.com/', 'expected owner/repo'],
    ['https://github.com/a', 'expected owner/repo'],
    ['https://github.com/a/..%2f..', 'expected owner/repo'],
    ['https://github.com/a/b%00c', 'expected owner/repo'],
    ['https://[/a/b', 'cannot be read'],
    ['file:///etc/passwd', 'cannot be read'],
    ['ext::sh -c id', 'is not'],
    ['javascript://github.com/a/b', 'cannot be read'],
    ['/etc/passwd', 'expected owner/repo'],
    ['../../etc', 'expected owner/repo'],
    ['C:\\clone', 'is not github.com'],
    ['-u/x', 'expected owner/repo'],
    ['a/b/c', 'expected owner/repo'],
    ['a b/c', 'expected owner/repo'],
    ['a/b\nc', 'expected owner/repo'],
    ['a/\u202eb', 'expected owner/repo'],
    ['', 'expected owner/repo'],
    ['.git', 'expected owner/repo'],
    [`https://github.com/${'a/'.repeat(100_000)}`, 'github.com/a'],
  ])('%j', (text, message) => {
    let caught: unknown = null
    try {
      const { owner, repo } = parseRepositoryArgument(text, github)
      caught = new AppError('USAGE', `github.com/${owner}/${repo}`)
    } catch (error) {
      caught = error
    }
    expect(caught).toBeInstanceOf(AppError)
    expect((caught as AppError).code).toBe('USAGE')
    expect((caught as AppError).message).toContain(message)
    expect((caught as AppError).message).not.toMatch(/\n|secret-token/)
    expect((caught as AppError).message.length).toBeLessThan(400)
  })
})
