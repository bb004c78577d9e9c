import { defineConfig } from 'vitest/config'

/** Tests stand beside what they test. vite.config.ts builds the dashboard and says nothing about tests. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'bin/**/*.test.ts'],
    // Real servers and a real browser start in these tests, on machines with two cores.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
