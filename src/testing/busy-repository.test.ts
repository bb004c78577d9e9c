import { expect, test } from 'vitest'
import { buildBusyRepository } from './busy-repository.ts'

test('the same seed makes the same repository; half of its heads change a handful of files or fewer', async () => {
  const built = await Promise.all([
    buildBusyRepository(60, 1),
    buildBusyRepository(60, 1),
    buildBusyRepository(60, 4),
  ])
  try {
    const [one, same, other] = built
    expect(same!.heads).toEqual(one!.heads)
    expect(other!.heads).not.toEqual(one!.heads)
    const counts = await Promise.all(
      one!.heads.map(
        async (head) => (await one!.git('diff', '--name-only', `${head}^`, head)).split('\n').length,
      ),
    )
    counts.sort((a, b) => a - b)
    expect(counts[30]).toBeLessThanOrEqual(5)
    expect(counts[30]).toBeGreaterThanOrEqual(3)
    expect(counts.at(-1)).toBeGreaterThan(20)
  } finally {
    await Promise.all(built.map((git) => git.remove()))
  }
})
