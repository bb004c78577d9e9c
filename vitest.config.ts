import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Legacy decorators for the dashboard's elements, as in vite.config.ts.
  oxc: { decorator: { legacy: true } },
  test: {
    root: import.meta.dirname,
    include: ['src/**/*.test.ts', 'bin/**/*.test.ts'],
    globalSetup: ['src/testing/global-setup.ts'],
    // Real servers and browsers on a small, busy machine: a limit is there to end a hang, not to measure.
    testTimeout: 180_000,
    hookTimeout: 240_000,
    // A poll waits for an event of another process, so its limit is for hangs too: the default of a second measures the machine.
    expect: { poll: { timeout: 120_000 } },
    maxWorkers: 2,
    env: { NODE_ENV: 'test' },
  },
})
