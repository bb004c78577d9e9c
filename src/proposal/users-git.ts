import { execFile } from 'node:child_process'
import { AppError } from '../errors.ts'
import { briefText } from '../words/strangers-text.ts'

const deadlineMs = 60_000
/** As much as a service takes, in bytes. */
export const largestPatch = 2 * 1024 * 1024

export interface Answer {
  code: number
  stdout: string
  stderr: string
}

export type Git = (...args: string[]) => Promise<Answer>

/** Runs git in a folder with the user's own settings, as the user would. Nothing is written. */
export function openGit(folder: string): Git {
  return (...args) =>
    new Promise((resolve, reject) => {
      execFile(
        'git',
        ['-C', folder, '--no-optional-locks', ...args],
        { timeout: deadlineMs, maxBuffer: 4 * largestPatch, env: { ...process.env, LC_ALL: 'C' } },
        (error, stdout, stderr) => {
          const { code } = (error ?? { code: 0 }) as { code?: number | string }
          if (code === 'ENOENT') reject(new AppError('UNAVAILABLE', 'git was not found on PATH: install it'))
          else if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') reject(tooLarge())
          else if (typeof code !== 'number')
            reject(new AppError('UNAVAILABLE', `git ${args[0]} did not end within ${deadlineMs / 1_000} s`))
          else resolve({ code, stdout, stderr })
        },
      )
    })
}

export const tooLarge = () =>
  new AppError(
    'USAGE',
    'the change is larger than 2 MB: give a part of it with --diff, or its files with --paths',
  )

export function failed(command: string, { stderr }: Answer): AppError {
  return new AppError('UNAVAILABLE', `git ${command} failed: ${briefText(stderr.split('\n')[0] ?? '', 200)}`)
}
