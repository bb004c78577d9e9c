import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'smol-toml'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../root.ts'

/**
 * The keys that flyctl reads (superfly/flyctl, internal/appconfig): it silently ignores every other, so that a misspelt
 * one would not be found.
 */
const words = (text: string) => text.split(' ')
const check = words(
  'interval timeout grace_period method path protocol tls_skip_verify tls_server_name headers',
)
const allowed: Record<string, string[]> = {
  '': words(
    'app primary_region kill_signal kill_timeout swap_size_mb console_command experimental build deploy env processes mounts http_service services checks files host_dedication_id machine_config container machine_checks restart vm statics metrics',
  ),
  build: words(
    'builder args buildpacks image settings builtin dockerfile ignorefile build-target compose compression compression_level',
  ),
  deploy: words(
    'strategy max_unavailable wait_timeout release_command release_command_timeout release_command_vm seed_command',
  ),
  mounts: words(
    'source destination initial_size snapshot_retention scheduled_snapshots auto_extend_size_threshold auto_extend_size_increment auto_extend_size_limit processes',
  ),
  http_service: words(
    'internal_port force_https auto_stop_machines auto_start_machines min_machines_running processes concurrency tls_options http_options checks machine_checks',
  ),
  'http_service.concurrency': words('type hard_limit soft_limit'),
  'http_service.checks': check,
  vm: words(
    'size memory processes cpu_kind cpus memory_mb max_memory_mb gpus gpu_kind host_dedication_id persist_rootfs kernel_args',
  ),
  restart: words('policy retries processes'),
  metrics: words('port path https processes'),
}

describe.each(['fly.toml', 'fly.worker.toml'])('%s', (name) => {
  const config = parse(readFileSync(join(projectRoot, name), 'utf8')) as Record<string, never>

  test('has no key that flyctl would silently ignore', () => {
    const unknown: string[] = []
    const walk = (at: string, value: unknown) => {
      for (const table of Array.isArray(value) ? value : [value])
        for (const [key, inner] of Object.entries(table as object)) {
          const path = at === '' ? key : `${at}.${key}`
          if (!allowed[at]?.includes(key)) unknown.push(path)
          else if (typeof inner === 'object' && key !== 'processes' && path !== 'env') walk(path, inner)
        }
    }
    walk('', config)
    expect(unknown).toEqual([])
  })

  test('its kill timeout covers the deadlines of the supervisor, 25 seconds in all', () => {
    expect(config).toMatchObject({ kill_signal: 'SIGTERM' })
    expect(Number.parseInt(String(config.kill_timeout), 10)).toBeGreaterThan(25)
  })

  test('a machine that crashed always comes back, in the form that flyctl decodes', () => {
    expect(config.restart).toEqual([{ policy: 'always' }])
  })
})

test('the one machine keeps running, with its volume where the image expects it', () => {
  const config = parse(readFileSync(join(projectRoot, 'fly.toml'), 'utf8'))
  const dockerfile = readFileSync(join(projectRoot, 'Dockerfile'), 'utf8')
  expect(config).toMatchObject({
    env: { PORT: '3000', DATA_DIR: '/data' },
    mounts: [{ source: 'data', destination: '/data' }],
    http_service: {
      internal_port: 3000,
      auto_stop_machines: 'off',
      min_machines_running: 1,
      checks: [{ path: '/api/health' }],
    },
    deploy: { strategy: 'rolling' },
    vm: [{ memory: '512mb' }],
  })
  expect(config).not.toHaveProperty('processes')
  expect(dockerfile).toContain('DATA_DIR=/data PORT=3000')
})

test('each command that the guide runs on the machine is one that the image has on PATH', () => {
  const guide = readFileSync(join(projectRoot, 'docs', 'fly.md'), 'utf8')
  const dockerfile = readFileSync(join(projectRoot, 'Dockerfile'), 'utf8')
  const programs = [...guide.matchAll(/-C "(\S+) (\S+)/g)].filter(
    ([, program]) => !/^(?:rm|mv)$/.test(program!),
  )
  expect(programs.map(([, program, command]) => [program, command])).toEqual([
    ['clawtriage', 'backup'],
    ['clawtriage', 'restore'],
  ])
  expect(dockerfile).toContain('/app/dist/clawtriage.js /usr/local/bin/clawtriage')
})
