import type { suite } from './suite.ts'

/** What a bundle of tests gets as "vitest": the suite of the process that runs it. */
export const { test, describe, expect } = (globalThis as unknown as { mutationSuite: typeof suite })
  .mutationSuite
