/** What each room of src/ may import (bin/check-rooms.ts holds it). A file right below src/ is a room of its own. */
export interface Room {
  imports: readonly string[]
  /** Of these only types: nothing of theirs runs here. */
  types?: readonly string[]
}

const base = ['errors', 'log', 'root', 'closed-output', 'regular-file'] as const

export const rooms: Record<string, Room> = {
  // The nouns and the decision: pure.
  domain: { imports: [] },
  triage: { imports: ['domain', 'errors'] },
  words: { imports: ['domain'] },
  markdown: { imports: [] },
  errors: { imports: [] },
  root: { imports: [] },
  'closed-output': { imports: [] },
  'machine-memory': { imports: [] },
  'idle-memory': { imports: [] },
  'servers-folder': { imports: [] },
  'regular-file': { imports: [] },
  log: { imports: ['closed-output'] },
  version: { imports: ['root'] },
  config: { imports: base },
  // Where things come from and where they are kept: they know the nouns, and not each other.
  git: { imports: [...base, 'machine-memory', 'domain', 'triage'] },
  github: { imports: [...base, 'domain', 'version'], types: ['triage'] },
  postgres: { imports: [...base, 'domain'], types: ['triage'] },
  redis: { imports: [...base, 'domain'], types: ['triage'] },
  queue: { imports: [...base, 'domain'], types: ['triage'] },
  source: { imports: [...base, 'machine-memory', 'domain', 'git', 'github'], types: ['config', 'triage'] },
  // Long work beside a process that goes on.
  thread: { imports: ['errors'] },
  // What is done with them.
  comparison: { imports: [...base, 'domain', 'triage', 'postgres', 'words', 'thread'] },
  checks: { imports: [...base, 'domain', 'markdown', 'words', 'github', 'postgres'], types: ['triage'] },
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
      'triage',
      'words',
      'markdown',
      'comparison',
      'mcp',
      'postgres',
      'queue',
      'report',
    ],
    types: ['config', 'redis'],
  },
  // Sentences are the same wherever they are read.
  dashboard: { imports: ['domain', 'words'], types: ['triage', 'api'] },
  evaluation: {
    imports: [...base, 'domain', 'triage', 'comparison', 'queue', 'terminal'],
    types: ['source'],
  },
  // Around them: a terminal, Fly, a deployed app, child processes.
  terminal: { imports: [...base, 'domain', 'words', 'queue', 'supervise'], types: ['postgres', 'triage'] },
  mcp: { imports: ['errors'] },
  report: { imports: ['domain', 'markdown', 'words'], types: ['postgres'] },
  proposal: { imports: [...base, 'markdown', 'terminal'] },
  fly: { imports: [...base, 'queue', 'terminal'] },
  trigger: { imports: [...base, 'queue', 'terminal'] },
  supervise: { imports: [...base, 'machine-memory', 'servers-folder', 'postgres'], types: ['config'] },
}

/** Rooms that may import every room of src/: programs, and what tests and benchmarks are made of. Nothing imports bin/ but bin/. */
export const openRooms = ['bin', 'bench', 'testing'] as const

/** What is against the rooms and was there before they were held. An import that has gone must go from here too, so that the list only shrinks. */
export const exceptions: readonly string[] = [
  'src/dashboard/elements/signals.ts > src/triage/model.ts',
  'src/dashboard/pages/pulls-page.ts > src/triage/verdict.ts',
  'src/dashboard/pages/sets-page.ts > src/triage/verdict.ts',
  'src/git/describe-pull.ts > src/source/source.ts (type)',
  'src/git/explain-fetch.ts > src/source/wait.ts',
  'src/git/read-changes.ts > src/source/source.ts (type)',
  'src/github/explain-failure.ts > src/source/wait.ts',
  'src/github/github.ts > src/source/source.ts (type)',
  'src/github/list-pulls.ts > src/source/source.ts (type)',
  'src/github/request-budget.ts > src/source/wait.ts',
  'src/postgres/check-runs.ts > src/checks/render-check.ts (type)',
  'src/queue/enqueue-delivery.ts > src/redis/claims.ts (type)',
]
