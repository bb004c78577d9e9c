import { generateKeyPairSync } from 'node:crypto'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig, userDataFolder } from './config.ts'
import { AppError } from './errors.ts'

function problemOf(env: Record<string, string>): string {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof AppError && error.code === 'USAGE') return error.message
    throw error
  }
  throw new Error('the settings were accepted')
}

test('nothing set gives the documented defaults', () => {
  expect(readConfig({})).toEqual({
    production: false,
    port: 3000,
    host: '127.0.0.1',
    dataDir: resolve('data'),
    databaseUrl: null,
    redisUrl: null,
    github: {
      mode: 'public',
      token: null,
      apiUrl: 'https://api.github.com',
      serverUrl: 'https://github.com',
      requestReserve: 0,
      app: null,
      checkRunWhen: 'found',
    },
    publicUrl: null,
    opsTriggerToken: null,
    flyAppUrl: null,
    triggerActor: null,
    publicScanAllowedRepos: [],
    dashboardToken: null,
    dashboardPublic: false,
    scanSource: 'git',
    scanMaxAgeMs: null,
    scanHistoryDays: 180,
    gitCacheMaxMb: 1_024,
    workerConcurrency: 4,
    logLevel: 'info',
    behindFly: false,
    release: null,
  })
})

test('production listens on every address', () => {
  expect(readConfig({ NODE_ENV: 'production' }).host).toBe('0.0.0.0')
})

test('an empty or blank value counts as unset', () => {
  expect(readConfig({ PORT: '', HOST: '  ', GITHUB_TOKEN: '' })).toEqual(readConfig({}))
})

test('every bad setting is named at once, with its value and what is expected', () => {
  const message = problemOf({
    PORT: '70000',
    SCAN_SOURCE: 'svn',
    DASHBOARD_PUBLIC: 'maybe',
    WORKER_CONCURRENCY: '0',
  })
  expect(message).toContain('PORT="70000": expected a whole number from 0 to 65535')
  expect(message).toContain('SCAN_SOURCE="svn": expected one of git, api')
  expect(message).toContain('DASHBOARD_PUBLIC="maybe": expected true or false')
  expect(message).toContain('WORKER_CONCURRENCY="0": expected a whole number from 1 to 64')
})

test('a bad secret is named but never shown', () => {
  const message = problemOf({
    OPS_TRIGGER_TOKEN: 'hunter2',
    DASHBOARD_TOKEN: 'swordfish',
    GITHUB_TOKEN: 'ghp with space',
    DATABASE_URL: 'mysql://root:secret@db/x',
    GITHUB_MODE: 'app',
    GITHUB_APP_ID: '7',
    GITHUB_PRIVATE_KEY_PEM: 'not-a-key',
    GITHUB_WEBHOOK_SECRET: 'w',
  })
  for (const name of [
    'OPS_TRIGGER_TOKEN',
    'DASHBOARD_TOKEN',
    'GITHUB_TOKEN',
    'DATABASE_URL',
    'GITHUB_PRIVATE_KEY_PEM',
  ])
    expect(message).toContain(`${name}=(hidden)`)
  for (const secret of ['hunter2', 'swordfish', 'ghp with', 'secret@', 'not-a-key'])
    expect(message).not.toContain(secret)
})

test('app mode asks for all three of its settings, public mode for none', () => {
  expect(problemOf({ GITHUB_MODE: 'hybrid' }).match(/GITHUB_\w+ is not set/g)).toEqual([
    'GITHUB_APP_ID is not set',
    'GITHUB_PRIVATE_KEY_PEM is not set',
    'GITHUB_WEBHOOK_SECRET is not set',
  ])
  expect(readConfig({ GITHUB_APP_ID: 'nonsense' }).github.app).toBeNull()
})

test('a private key is taken as PEM, with escaped newlines, or in base64', () => {
  const pem = generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
  const env = { GITHUB_MODE: 'app', GITHUB_APP_ID: '7', GITHUB_WEBHOOK_SECRET: 'w' }
  for (const form of [pem, pem.replaceAll('\n', '\\n'), Buffer.from(pem).toString('base64')]) {
    const key = readConfig({ ...env, GITHUB_PRIVATE_KEY_PEM: form }).github.app?.privateKey
    expect(key?.trim()).toBe(pem.trim())
  }
})

test('the address that a token is sent to is an origin, with TLS but on this machine or in a private network', () => {
  const urls = ['https://a.fly.dev', 'https://a.fly.dev/', 'http://localhost:3000', 'http://127.0.0.1:3000/']
  for (const url of [...urls, 'http://[::1]:3000', 'http://a.internal:3000', 'http://a.flycast'])
    expect(readConfig({ FLY_APP_URL: url }).flyAppUrl).toBe(url.replace(/\/$/, ''))
  for (const bad of [
    'a.fly.dev',
    'ftp://a.fly.dev',
    'https://a.fly.dev/api',
    'https://a.fly.dev/?x',
    'https://u:p@a.dev',
  ])
    expect(problemOf({ FLY_APP_URL: bad })).toContain('FLY_APP_URL=(hidden): expected the address of the app')
  for (const bad of [
    'http://a.fly.dev',
    'http://10.0.0.1',
    'http://internal',
    'http://a.internal.evil.example',
  ])
    expect(problemOf({ FLY_APP_URL: bad })).toContain('FLY_APP_URL=(hidden): expected https://')
})

test('the allowlist is lower-cased, takes owner/* and refuses anything else', () => {
  expect(
    readConfig({ PUBLIC_SCAN_ALLOWED_REPOS: 'Probot/Probot, symfony/* ,' }).publicScanAllowedRepos,
  ).toEqual(['probot/probot', 'symfony/*'])
  for (const bad of ['*', '*/*', 'probot', 'a/b/c', 'a b/c']) problemOf({ PUBLIC_SCAN_ALLOWED_REPOS: bad })
})

test('URLs lose their last slash and must be of their kind', () => {
  expect(readConfig({ GITHUB_API_URL: 'https://ghe.example/api/v3/' }).github.apiUrl).toBe(
    'https://ghe.example/api/v3',
  )
  problemOf({ GITHUB_SERVER_URL: 'file:///etc' })
  problemOf({ REDIS_URL: 'localhost:6379' })
  expect(readConfig({ REDIS_URL: 'unix:///run/x/redis.sock' }).redisUrl).toBe('unix:///run/x/redis.sock')
})

test.each([
  ['3h', 10_800_000],
  ['90m', 5_400_000],
  ['2d', 172_800_000],
])('SCAN_MAX_AGE=%s is %i ms', (text, ms) => {
  expect(readConfig({ SCAN_MAX_AGE: text }).scanMaxAgeMs).toBe(ms)
})

test.each(['59m', '31d', '3', 'h', '3 weeks', '-3h'])('SCAN_MAX_AGE=%s is refused', (text) => {
  expect(() => readConfig({ SCAN_MAX_AGE: text })).toThrow('a time from 1h to 30d, such as 90m, 3h or 2d')
})

test('for the package state lies where a user’s programs keep it', () => {
  expect(userDataFolder({ HOME: '/home/ann' }, 'linux')).toBe('/home/ann/.local/share/clawtriage')
  expect(userDataFolder({ HOME: '/home/ann', XDG_DATA_HOME: '/srv/ann' }, 'linux')).toBe(
    '/srv/ann/clawtriage',
  )
  expect(userDataFolder({ HOME: '/home/ann', XDG_DATA_HOME: 'data' }, 'linux')).toBe(
    '/home/ann/.local/share/clawtriage',
  )
  expect(userDataFolder({ HOME: '/Users/ann' }, 'darwin')).toBe(
    '/Users/ann/Library/Application Support/clawtriage',
  )
  expect(userDataFolder({}, 'linux')).toMatch(/^\/.*\/clawtriage$/)
})

test('a setting that is no more is passed over', () => {
  expect(readConfig({ QUEUE_DASHBOARD: 'perhaps' })).toEqual(readConfig({}))
})
