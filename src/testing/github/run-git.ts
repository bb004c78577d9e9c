import { execFile } from 'node:child_process'

/** Nothing of the machine's or the person's git settings reaches the model's repositories. */
export const gitEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'GitHub',
  GIT_AUTHOR_EMAIL: 'noreply@github.com',
  GIT_COMMITTER_NAME: 'GitHub',
  GIT_COMMITTER_EMAIL: 'noreply@github.com',
}

const largestAnswer = 256 * 1024 * 1024

/** Runs git in a repository (or work tree) and returns what it printed. */
export function runGit(cwd: string, args: readonly string[], input = ''): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      args,
      { cwd, env: gitEnvironment, encoding: 'buffer', maxBuffer: largestAnswer },
      (error, stdout, stderr) => {
        if (error)
          reject(new Error(`git ${args.join(' ')} in ${cwd}: ${stderr.toString()}`, { cause: error }))
        else resolve(stdout)
      },
    )
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
  })
}

/** The same as text without its last newline. */
export async function readGit(cwd: string, args: readonly string[], input = ''): Promise<string> {
  return (await runGit(cwd, args, input)).toString('utf8').replace(/\n$/, '')
}
