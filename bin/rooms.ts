/** What each room of src/ may import (bin/check-rooms.ts holds it). A file right below src/ is a room of its own. */
export interface Room {
  imports: readonly string[]
  /** Of these only types: nothing of theirs runs here. */
  types?: readonly string[]
  /** The one file of it that other rooms import; absent: any. */
  front?: string
  /** Rooms with a front of which it may import every file: it studies what goes on inside. */
  insideOf?: readonly string[]
}

const base = ['errors', 'log', 'root', 'closed-output', 'regular-file', 'utf8'] as const

export const rooms: Record<string, Room> = {
  // The nouns and the decision: pure.
  domain: { imports: [] },
  triage: { imports: ['domain', 'errors'], front: 'src/triage/index.ts' },
  words: { imports: ['domain'] },
  // What the server writes and the browser draws.
  markup: { imports: ['domain', 'words'] },
  errors: { imports: [] },
  root: { imports: [] },
  'closed-output': { imports: [] },
  'machine-memory': { imports: [] },
  'idle-memory': { imports: [] },
  'servers-folder': { imports: [] },
  'regular-file': { imports: [] },
  utf8: { imports: [] },
  log: { imports: ['closed-output'] },
  version: { imports: ['root'] },
  config: { imports: base },
  // Several things at once, in one process.
  concurrency: { imports: [] },
  // Where things come from and where they are kept: they know the nouns, and not each other.
  git: { imports: [...base, 'machine-memory', 'domain', 'triage'] },
  github: { imports: [...base, 'domain', 'version'], types: ['triage'] },
  postgres: { imports: [...base, 'domain'], types: ['triage'] },
  redis: { imports: [...base, 'domain'], types: ['triage'] },
  queue: { imports: [...base, 'domain'], types: ['triage'] },
  source: {
    imports: [...base, 'machine-memory', 'domain', 'concurrency', 'git', 'github'],
    types: ['config', 'triage'],
  },
  // Long work beside a process that goes on.
  thread: { imports: ['errors'] },
  // What is done with them.
  comparison: {
    imports: [...base, 'machine-memory', 'domain', 'triage', 'concurrency', 'postgres', 'words', 'thread'],
  },
  checks: { imports: [...base, 'domain', 'words', 'github', 'postgres'], types: ['triage'] },
  worker: {
    imports: [
      ...base,
      'domain',
      'triage',
      'words',
      'comparison',
      'checks',
      'postgres',
      'queue',
      'source',
      'thread',
    ],
    types: ['config', 'github', 'redis'],
  },
  api: {
    imports: [
      ...base,
      'domain',
      'concurrency',
      'triage',
      'words',
      'comparison',
      'markup',
      'mcp',
      'postgres',
      'queue',
      'report',
    ],
    types: ['config', 'redis'],
  },
  // Sentences are the same wherever they are read.
  dashboard: { imports: ['domain', 'markup', 'words'], types: ['triage', 'api'] },
  evaluation: {
    imports: [...base, 'domain', 'triage', 'words', 'comparison', 'queue', 'terminal'],
    types: ['source'],
    insideOf: ['triage'],
  },
  // Around them: a terminal, Fly, a deployed app, child processes.
  terminal: { imports: [...base, 'domain', 'words', 'queue', 'supervise'], types: ['postgres', 'triage'] },
  mcp: { imports: ['errors', 'words'] },
  report: { imports: ['domain', 'words'], types: ['postgres'] },
  proposal: { imports: [...base, 'domain', 'words', 'terminal'] },
  fly: { imports: [...base, 'domain', 'words', 'queue', 'terminal'] },
  trigger: { imports: [...base, 'domain', 'words', 'queue', 'terminal'] },
  supervise: { imports: [...base, 'machine-memory', 'servers-folder', 'postgres'], types: ['config'] },
}

/**
 * Rooms that may import every room of src/: programs, what they are composed of, and what tests and benchmarks are made
 * of. Nothing imports bin/ but bin/.
 */
export const openRooms = ['bin', 'bench', 'composition', 'testing'] as const

/**
 * What is against the rooms and was there before they were held. An import that has gone must go from here too, so that
 * the list only shrinks.
 */
export const exceptions: readonly string[] = ['src/dashboard/elements/signals.ts > src/triage/weights.ts']
