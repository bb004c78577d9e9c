import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../src/errors.ts'
import { projectRoot } from '../src/root.ts'

const image = 'localhost/clawtriage'

/** How an image is built and run here: each answers the words of a command. */
export interface ImageTool {
  build(folder: string): string[]
  run(options: { memory: number; volume: string; env: Record<string, string>; command: string[] }): string[]
}

/**
 * What IMAGE_TOOL names, the tool that lies beside the project, or a Docker engine.
 * @throws AppError UNAVAILABLE where there is none of them.
 */
export function findImageTool(): ImageTool {
  const flags = (env: Record<string, string>) =>
    Object.entries(env).flatMap(([key, value]) => ['-e', `${key}=${value}`])
  const beside = join(projectRoot, '../shared/tools/image')
  const other = process.env.IMAGE_TOOL ?? (existsSync(beside) ? beside : null)
  if (other !== null)
    return {
      build: (folder) => [other, 'build', folder],
      run: ({ memory, volume, env, command }) => [
        ...[other, 'run', '-m', String(memory), '-v', `${volume}:/data`, ...flags(env)],
        ...(command.length > 0 ? ['--', ...command] : []),
      ],
    }
  try {
    execFileSync('docker', ['info'], { stdio: 'ignore' })
  } catch {
    throw new AppError('UNAVAILABLE', 'no Docker engine answers, and IMAGE_TOOL names no other tool')
  }
  return {
    build: (folder) => ['docker', 'build', '-t', image, folder],
    // No swap: what does not fit is killed. --init, as Fly's machines have one.
    run: ({ memory, volume, env, command }) => [
      ...['docker', 'run', '--rm', '--init', '--network', 'host', '--stop-timeout', '60'],
      ...['-m', `${memory}m`, '--memory-swap', `${memory}m`, '-v', `${volume}:/data`, ...flags(env)],
      ...[image, ...command],
    ],
  }
}

/** A command with all that it writes, which gets the signals that end us; it is its own group. */
export function startCommand(words: string[]): {
  child: ChildProcess
  ended: Promise<{ code: number | null; output: string }>
} {
  const [program, ...args] = words
  // Its own group: a Ctrl-C reaches it through us alone.
  const child = spawn(program!, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let output = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, output }))
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill('SIGTERM'))
  return { child, ended }
}
