import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import dockerignore from '@balena/dockerignore'
import { parse } from 'smol-toml'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../src/root.ts'
import { sourceArguments } from '../src/supervise/program.ts'
import { commands } from './commands.mjs'

/** What is committed and nothing else: a folder that was built in before proves nothing about a clone. */
let archive = ''
/** Of that, what Docker sends to the build. */
let context = ''

beforeAll(() => {
  archive = mkdtempSync(join(tmpdir(), 'ct-archive-'))
  context = mkdtempSync(join(tmpdir(), 'ct-context-'))
  const git = execFileSync('git', ['archive', 'HEAD'], { cwd: projectRoot, maxBuffer: 1 << 30 })
  execFileSync('tar', ['-x', '-C', archive], { input: git })
  const ignored = dockerignore.default().add(read('.dockerignore'))
  for (const path of readdirSync(archive, { recursive: true, encoding: 'utf8' })) {
    if (!statSync(join(archive, path)).isFile() || ignored.ignores(path)) continue
    mkdirSync(dirname(join(context, path)), { recursive: true })
    cpSync(join(archive, path), join(context, path))
  }
})
afterAll(() => {
  for (const folder of [archive, context]) rmSync(folder, { recursive: true, force: true })
})

const read = (name: string) => readFileSync(join(archive, name), 'utf8')
/** Instructions of the Dockerfile, each on one line. */
const readInstructions = () =>
  read('Dockerfile')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => /^[A-Z]+ /.test(line))

test('every path that the Dockerfile copies comes with a clone, and Docker is sent it', () => {
  const copied = readInstructions()
    .filter((line) => /^(?:COPY|ADD) (?!--from)/.test(line))
    .flatMap((line) =>
      line
        .split(/\s+/)
        .slice(1, -1)
        .filter((word) => !word.startsWith('--')),
    )
  expect(copied).toEqual(expect.arrayContaining(['package.json', 'src', 'public', 'sql']))
  for (const path of copied) {
    const found = statSync(join(context, path), { throwIfNoEntry: false })
    const full = found?.isDirectory() ? readdirSync(join(context, path)).length > 0 : found !== undefined
    expect([path, full]).toEqual([path, true])
  }
})

test('from that alone the image’s build stage builds what its last stage copies and starts', () => {
  const stage = mkdtempSync(join(tmpdir(), 'ct-stage-'))
  const image = mkdtempSync(join(tmpdir(), 'ct-image-'))
  try {
    const instructions = readInstructions()
    const last = instructions.findLastIndex((line) => line.startsWith('FROM '))
    symlinkSync(join(projectRoot, 'node_modules'), join(stage, 'node_modules'))
    for (const [from, into, lines] of [
      [context, stage, instructions.slice(0, last)],
      [context, image, instructions.slice(last)],
    ] as const)
      for (const line of lines) {
        const copy = /^COPY (--from=build )?(.+)$/.exec(line)
        if (copy !== null)
          for (const path of copy[2]!.split(/\s+/).slice(0, -1)) {
            const name = path.replace(/^\/app\//, '')
            cpSync(join(copy[1] === undefined ? from : stage, name), join(into, name), { recursive: true })
          }
        const program = /^RUN node (bin\/\w+)\.ts\b/.exec(line)?.[1]
        if (program === undefined) continue
        // As `node bin/build.ts` where Node runs TypeScript, with our loader where it does not yet.
        const args = sourceArguments(join(into, `${program}.ts`), into)
        execFileSync(process.execPath, args, { cwd: into, stdio: 'pipe' })
      }
    expect(readdirSync(image).sort()).toEqual(['dist', 'package.json', 'public', 'sql'])
    const [, started] = /^CMD \["node", "([^"]+)"\]$/.exec(instructions.at(-1)!)!
    const run = (file: string) =>
      execFileSync(process.execPath, [join(image, file), '--help'], { encoding: 'utf8', env: {} })
    expect(run(started!)).toContain('clawtriage serve')
    const worker = /node (\S+)"/.exec(read('fly.worker.toml'))![1]!
    expect(run(worker)).toContain('clawtriage worker')
    expect(existsSync(join(image, 'public/index.html'))).toBe(true)
  } finally {
    for (const folder of [stage, image]) rmSync(folder, { recursive: true, force: true })
  }
}, 200_000)

test('what fly.toml, fly.worker.toml and compose.yaml build from is there', () => {
  for (const name of ['fly.toml', 'fly.worker.toml']) {
    const { build } = parse(read(name)) as { build: { dockerfile: string } }
    expect([name, existsSync(join(archive, build.dockerfile))]).toEqual([name, true])
  }
  if (!existsSync(join(archive, 'compose.yaml'))) return
  const named = [...read('compose.yaml').matchAll(/(?:dockerfile|build|context):\s*(\S+)/g)].map(
    ([, path]) => path!,
  )
  for (const path of named) expect([path, existsSync(join(archive, path))]).toEqual([path, true])
})

test('every path that package.json names is there, or is what the build makes', () => {
  const { files, bin, exports, scripts } = JSON.parse(read('package.json')) as {
    files: string[]
    bin: Record<string, string>
    exports: Record<string, string>
    scripts: Record<string, string>
  }
  const built = ['dist', ...commands.map(({ program }) => `dist/${program}.js`), 'dist/clawtriage.js']
  const programs = Object.values(scripts).flatMap((line) => [
    ...[...line.matchAll(/\bnode (\S+)/g)].map(([, path]) => path!),
    ...[...line.matchAll(/ -p (\S+)/g)].map(([, path]) => path!),
    ...[...line.matchAll(/bin\/run\.mjs (?!test$)(\S+)/g)].map(([, name]) => `bin/${name}.ts`),
  ])
  for (const path of [...files, ...Object.values(bin), ...Object.values(exports), ...programs])
    expect([path, built.includes(path) || existsSync(join(archive, path))]).toEqual([path, true])
})
