import { expect, test } from 'vitest'
import { parseRepositoryRules } from './repository-rules.ts'

test('the first channel whose pattern matches decides', () => {
  const { rules } = parseRepositoryRules(
    '{"paths":{"generated":["src/api/**","*.gen.ts"],"production":["website/**/*.ts","src/**"]}}',
  )
  const classify = (path: string) => rules?.classify(path)
  expect(classify('src/api/client/user.ts')).toBe('generated')
  expect(classify('a.gen.ts')).toBe('generated')
  expect(classify('src/a.gen.ts')).toBe('production')
  expect(classify('website/main.ts')).toBe('production')
  expect(classify('website/pages/about/team.ts')).toBe('production')
  expect(classify('websites/main.ts')).toBeNull()
  expect(classify('src')).toBeNull()
})

test.each([
  ['{', 'not JSON'],
  ['[]', 'expected an object'],
  ['{"path":{}}', '"path" is not known'],
  ['{"paths":{"tests":["x"]}}', 'production, test, docs, metadata, generated, not "tests"'],
  ['{"paths":{"test":"x"}}', '"paths.test" must be a list'],
  ['{"paths":{"test":[""]}}', '1 to 200 characters'],
])('%s is refused in words', (text, problem) => {
  const result = parseRepositoryRules(text)
  expect(result.rules).toBeNull()
  expect(result.problem).toContain(problem)
})

test('no pattern makes a long path hang', () => {
  const { rules } = parseRepositoryRules(
    JSON.stringify({ paths: { test: ['*a*a*a*a*a*a*a*b', '**/**/**/**/x', '****a****a****b'] } }),
  )
  expect(rules?.classify('a'.repeat(4_000))).toBeNull()
})
