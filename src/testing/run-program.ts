import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../root.ts'
import './check-service-answers.ts'
import { endWithThisProcess } from './end-with-process.ts'

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

export interface Program {
  child: ChildProcess
  ended: Promise<Ended>
  /** Resolves with the first line (of stdout, unless said) that the test is waiting for. */
  line(matches: (line: string) => boolean, of?: 'stdout' | 'stderr'): Promise<string>
}

/**
 * Starts a command as a person does (`npm run NAME -- ARGS`), without npm around it. Settings of this process do not
 * leak in.
 */
export function startProgram(
  name: string,
  args: readonly string[],
  env: Record<string, string>,
  runtime = process.execPath,
  /** What is run: the sources, or a built program. */
  words: readonly string[] = [join(projectRoot, 'bin/run.mjs'), name],
): Program {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'CHROMIUM_PATH']
  const child = spawn(runtime, [...words, ...args], {
    cwd: projectRoot,
    env: {
      ...Object.fromEntries(
        kept.flatMap((key) => (process.env[key] === undefined ? [] : [[key, process.env[key]!]])),
      ),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const letGo = child.pid === undefined ? () => {} : endWithThisProcess(child.pid, 'TERM')
  let stdout = ''
  let stderr = ''
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => {
      letGo()
      resolve({ code, stdout, stderr })
    })
  })
  return {
    child,
    ended,
    line: (matches, of = 'stdout') =>
      new Promise((resolve, reject) => {
        const look = () => {
          // What has no end yet is a part of a line.
          const lines = (of === 'stdout' ? stdout : stderr).split('\n').slice(0, -1)
          const found = lines.find((line) => matches(line))
          if (found !== undefined) resolve(found)
        }
        child[of]!.on('data', look)
        void ended.then(({ code }) =>
          reject(new Error(`${name} ended with ${code} before that line:\n${stdout}\n${stderr}`)),
        )
        look()
      }),
  }
}

export const runProgram = (
  name: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<Ended> => startProgram(name, args, env).ended
