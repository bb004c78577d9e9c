import { type ChildProcess, spawn } from 'node:child_process'

export interface Command {
  child: ChildProcess
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string }>
  /** Resolves once it has said something that matches, on stdout or stderr. */
  said(pattern: RegExp): Promise<void>
}

/** Starts any command with exactly this environment. */
export function startCommand(
  [program, args]: readonly [program: string, args: readonly string[]],
  options: { cwd?: string; env: Record<string, string> },
): Command {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const ended: Command['ended'] = new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  })
  return {
    child,
    ended,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => pattern.test(stdout + stderr) && resolve()
        child.stdout.on('data', look)
        child.stderr.on('data', look)
        void ended.then(({ code }) =>
          reject(new Error(`it ended with ${code} before it said ${pattern}:\n${stdout}\n${stderr}`)),
        )
        look()
      }),
  }
}
