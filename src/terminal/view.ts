import { createSupportsHyperlinks } from 'supports-hyperlinks'

type Environment = Record<string, string | undefined>
type Out = Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>

/** What the reader of our output can be shown. */
export interface View {
  /** Columns of a line. */
  width: number
  colour: boolean
  /** Whether a number may be a link (OSC 8). */
  links: boolean
}

/** For a pipe, a file, a terminal that does not say. */
const usualWidth = 80
const leastWidth = 20
const mostWidth = 1_000

/**
 * How wide `out` is, and what it understands: `COLUMNS`, `NO_COLOR`, `FORCE_COLOR` and `FORCE_HYPERLINK` outrank what
 * is found.
 */
export function viewOf(out: Out, env: Environment): View {
  const asked = /^\d{1,4}$/.test(env.COLUMNS ?? '') ? Number(env.COLUMNS) : 0
  const columns = asked > 0 ? asked : (out.isTTY ? out.columns : 0) || usualWidth
  const isTerminal = Boolean(out.isTTY) && env.TERM !== 'dumb'
  return {
    width: Math.min(Math.max(columns, leastWidth), mostWidth),
    colour: takesColour(isTerminal, env),
    links: takesLinks(out, isTerminal, env),
  }
}

/** no-color.org: set and not empty, with any value. FORCE_COLOR=0 is no, too. */
function takesColour(isTerminal: boolean, env: Environment): boolean {
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false'
  return isTerminal
}

function takesLinks(out: Out, isTerminal: boolean, env: Environment): boolean {
  if (env.FORCE_HYPERLINK !== undefined) return env.FORCE_HYPERLINK !== '0'
  // The library reads colour settings as an answer about links, and a forced colour says nothing about them.
  return isTerminal && createSupportsHyperlinks({ isTTY: out.isTTY })
}
