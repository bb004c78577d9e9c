import { spawn } from 'node:child_process'
import { AppError } from '../errors.ts'
import { briefText } from '../words/strangers-text.ts'

/**
 * What a script does with Fly's own command. Reading changes nothing; a command that changes something is only shown in
 * a dry run.
 */
export interface FlyCli {
  /**
   * Runs a command with `--json` and answers what it prints.
   * @param whenUnknown the answer of a dry run on a machine where fly cannot be asked.
   * @throws AppError UNAVAILABLE with the command and its last words.
   */
  read<T>(args: readonly string[], whenUnknown: T): Promise<T>
  /**
   * Runs a command that changes something.
   * @param secret what is piped into it, so that it stands in no list of processes and no shell's history; shown as
   *   `$name`.
   */
  change(args: readonly string[], secret?: { name: string; value: string }): Promise<void>
  readonly isDryRun: boolean
}

export interface FlyCliOptions {
  dryRun: boolean
  /** Where commands of a dry run go, and what is being done. */
  out: (line: string) => void
  tell: (line: string) => void
  env: Record<string, string | undefined>
  signal: AbortSignal
}

const install = 'install it from https://fly.io/docs/flyctl/install, or set FLY_CLI to its program'

/** Opens `fly` (or `flyctl`, or what FLY_CLI names). Nothing runs yet. */
export function openFlyCli({ dryRun, out, tell, env, signal }: FlyCliOptions): FlyCli {
  const programs = env.FLY_CLI ? [env.FLY_CLI] : ['fly', 'flyctl']
  const options = { env, signal }
  return {
    isDryRun: dryRun,
    async read<T>(args: readonly string[], whenUnknown: T): Promise<T> {
      try {
        const { stdout } = await runFirst(programs, [...args, '--json'], { ...options, output: 'keep' })
        return parseJson<T>(stdout, args)
      } catch (error) {
        signal.throwIfAborted()
        if (dryRun) return whenUnknown
        throw error
      }
    },
    async change(args, secret) {
      if (dryRun) {
        const command = ['fly', ...args].map(quote).join(' ')
        out(secret === undefined ? command : `printf %s "$${secret.name}" | ${command}`)
        return
      }
      tell(`fly ${args.map(quote).join(' ')}`)
      await runFirst(programs, args, { ...options, output: 'stderr', input: secret?.value })
    },
  }
}

interface RunOptions {
  env: Record<string, string | undefined>
  signal: AbortSignal
  output: 'keep' | 'stderr'
  input?: string | undefined
}

/** Runs the first of these programs that there is. */
async function runFirst(
  programs: readonly string[],
  args: readonly string[],
  options: RunOptions,
): Promise<{ stdout: string }> {
  for (const program of programs) {
    const ended = await run(program, args, options)
    if (ended === 'missing') continue
    if (ended.code === 0) return ended
    const words = ended.stderr.trim().split('\n').filter(Boolean)
    const last = words.findLast((line) => /^error/i.test(line)) ?? words.at(-1) ?? `exit code ${ended.code}`
    throw new AppError('UNAVAILABLE', `fly ${args.map(quote).join(' ')}: ${briefText(last, 300)}`)
  }
  throw new AppError('UNAVAILABLE', `fly was not found: ${install}`)
}

function run(
  program: string,
  args: readonly string[],
  { env, signal, output, input }: RunOptions,
): Promise<{ code: number | null; stdout: string; stderr: string } | 'missing'> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env,
      signal,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      // A deploy takes minutes: what fly says is seen as it says it.
      if (output === 'stderr') process.stderr.write(text)
    })
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
      if (output === 'stderr') process.stderr.write(text)
    })
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') resolve('missing')
      else reject(signal.aborted ? signal.reason : error)
    })
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}

function parseJson<T>(text: string, args: readonly string[]): T {
  try {
    // An empty list of some commands is `null`.
    return (JSON.parse(text) ?? []) as T
  } catch {
    throw new AppError(
      'UNAVAILABLE',
      `fly ${args.join(' ')} --json printed no JSON: is it a current fly (fly version upgrade)?`,
    )
  }
}

/** For a POSIX shell, so that a line of a dry run can be pasted. */
export function quote(word: string): string {
  return /^[A-Za-z0-9_./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
