import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { check } from 'recheck'
import { projectRoot } from '../root.ts'

/** A regular expression as it is written in our sources. */
export interface Expression {
  file: string
  pattern: string
  flags: string
}

/** Folders whose expressions meet what strangers have written, at any length that their callers let through. */
const folders = ['src/domain', 'src/git', 'src/triage', 'src/words'] as const
/**
 * A repetition of so many is judged as one without an end: the judge takes far too long for hundreds of steps, and the
 * answer is for more than is asked.
 */
const manyTimes = 20
const deadlineMs = 60_000

export async function readExpressions(): Promise<Expression[]> {
  const files = folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .sort()
      .map((name) => `${folder}/${name}`),
  )
  const building = files.filter((file) =>
    readFileSync(join(projectRoot, file), 'utf8').includes('new RegExp('),
  )
  return [...files.flatMap(findExpressions), ...(await readBuiltExpressions(building))]
}

/** Those that are put together when their module is loaded, which no literal shows. */
async function readBuiltExpressions(files: readonly string[]): Promise<Expression[]> {
  const found: Expression[] = []
  const Plain = globalThis.RegExp
  let file = ''
  class Noted extends Plain {
    constructor(pattern: RegExp | string, flags?: string) {
      super(pattern, flags)
      if (typeof pattern === 'string') found.push({ file, pattern, flags: flags ?? '' })
    }
  }
  globalThis.RegExp = Noted as RegExpConstructor
  try {
    // In the order of the list, and each for the first time: a query makes it another module.
    for (file of files) await import(`${join(projectRoot, file)}?noted`)
  } finally {
    globalThis.RegExp = Plain
  }
  return found
}

function findExpressions(file: string): Expression[] {
  const found: Expression[] = []
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    if ('regex' in node) {
      const { pattern, flags } = node.regex as { pattern: string; flags: string }
      found.push({ file, pattern, flags })
    }
    for (const part of Object.values(node)) look(part)
  }
  look(parseSync(file, readFileSync(join(projectRoot, file), 'utf8')).program)
  return found
}

/**
 * Whether an expression takes time in proportion to the length of what it is given, for any input: judged by its
 * automaton (recheck). Case is let be, which changes nothing of its growth.
 * @returns null when it does; else what makes it grow faster, or why that is not known.
 */
export async function findGrowth({ pattern, flags }: Expression): Promise<string | null> {
  const wide = pattern.replace(/\{(\d+),(\d+)\}/g, (whole, from: string, to: string) =>
    Number(to) < manyTimes ? whole : Number(from) === 0 ? '*' : '+',
  )
  const judged = await check(wide, flags.replace(/[gi]/g, ''), { timeout: deadlineMs })
  if (judged.status === 'safe') return null
  if (judged.status === 'unknown') return `unknown: ${judged.error.kind}`
  return `${judged.complexity.summary} by ${judged.attack.pumps.map(({ pump }) => JSON.stringify(pump)).join(', ')}`
}
