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

const parse = (value: unknown) => parseRepositoryRules(JSON.stringify(value))
const patterns = (count: number) => Array.from({ length: count }, (_, at) => `${at}.ts`)

test('two hundred patterns are taken, of 200 characters each, in a file of 64 KB', () => {
  expect(parse({ paths: { test: patterns(200) } }).problem).toBeNull()
  expect(parse({ paths: { test: patterns(100), docs: patterns(101) } }).problem).toContain(
    'more than 200 patterns',
  )
  expect(parse({ paths: { test: ['x'.repeat(200)] } }).problem).toBeNull()
  expect(parse({ paths: { test: ['x'.repeat(201)] } }).problem).toContain('1 to 200 characters')
  const file = (length: number) => parseRepositoryRules(`{}${' '.repeat(length - 2)}`)
  expect(file(65_536).problem).toBeNull()
  expect(file(65_537).problem).toContain('larger than 64 KB')
})

test.each([
  ['null', 'expected an object'],
  ['3', 'expected an object'],
  ['{"paths":[]}', '"paths" must be an object'],
  ['{"paths":{"test":[3]}}', '1 to 200 characters'],
  [`{"${'x'.repeat(60)}":1}`, `"${'x'.repeat(40)}" is not known`],
])('%s is refused in words', (text, problem) => {
  const result = parseRepositoryRules(text)
  expect(result.rules).toBeNull()
  expect(result.problem).toContain(problem)
})

test('a file without rules, or with its schema alone, rules nothing', () => {
  for (const value of [{}, { paths: {} }, { $schema: 'x' }, { paths: null }])
    expect(parse(value).rules?.classify('src/a.ts')).toBeNull()
})
