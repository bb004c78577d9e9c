import { dirname } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { readyProgram } from './bin/ready-programs.mjs'
import { findQuickFolder } from './src/testing/quick-folder.ts'

/** Small files that take long: begun last, they would run alone. */
const long =
  /\/(?:any-user|fly|bad-volumes|kills|list|fetch-outage|store-outage|workers|busy-repository|list-plans)\.test\.ts$/

/** What decides and what is said: pure functions, which need no server and leave nothing behind. */
const plain = ['concurrency', 'domain', 'markup', 'report', 'terminal', 'triage', 'words'].map(
  (room) => `src/${room}/**/*.test.ts`,
)

/** What changes something of its whole process, or looks at all that the process has. */
const alone = ['src/supervise', 'src/testing'].map((room) => `${room}/**/*.test.ts`)

/** The files of a project that shares processes come in a row: such a process ends when another project's is next. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rank = ({ moduleId, project }: TestSpecification) =>
      (long.test(moduleId)
        ? ['whole', 'shared', 'plain']
        : ['-', '-', '-', 'shared', 'plain', 'whole']
      ).indexOf(project.name)
    return sorted.sort((a, b) => rank(a) - rank(b))
  }
}

if (!process.env.TMPDIR) {
  const quick = findQuickFolder()
  if (quick !== null) process.env.TMPDIR = quick
}

/** Made once, before any test starts a program; null: programs are run from their sources. */
const programs = await readyProgram(import.meta.dirname, 'supervise')

export default defineConfig({
  ...(programs !== null && { define: { CLAWTRIAGE_BUNDLE: JSON.stringify(dirname(programs)) } }),
  // Legacy decorators for the dashboard's elements, as in vite.config.ts.
  oxc: { decorator: { legacy: true } },
  test: {
    root: import.meta.dirname,
    // Real servers and browsers on a small, busy machine: a limit is there to end a hang, not to measure.
    testTimeout: 180_000,
    hookTimeout: 240_000,
    // A poll waits for an event of another process, so its limit is for hangs too: the default of a second measures the
    // machine.
    expect: { poll: { timeout: 120_000 } },
    // Many tests wait for other processes: as many as there are cores would leave those idle.
    maxWorkers: 4,
    sequence: { sequencer: LongFirst },
    env: { NODE_ENV: 'test' },
    projects: [
      // A process of its own for each file takes longer than most of these do.
      { extends: true, test: { name: 'plain', include: plain, isolate: false } },
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['src/**/*.test.ts'],
          exclude: [...plain, ...alone],
          globalSetup: ['src/testing/global-setup.ts'],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['bin/**/*.test.ts', ...alone],
          globalSetup: ['src/testing/global-setup.ts'],
        },
      },
    ],
  },
})
