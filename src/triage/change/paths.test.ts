import { expect, test } from 'vitest'
import { classifyPath } from './paths.ts'

test.each([
  ['src/auth/login.ts', 'production'],
  ['src/features/login.tsx', 'production'],
  ['lib/history.ts', 'production'],
  ['app/config/security.yml', 'production'],
  ['src/latest/contest.py', 'production'],
  ['internal/version/version.go', 'production'],
  ['requirements.txt', 'production'],
  ['docs/CMakeLists.txt', 'production'],
  ['package.json', 'production'],
  ['src/guides/router.ts', 'production'],
  ['Dockerfile', 'production'],
  ['tests/auth/login.ts', 'test'],
  ['src/auth/login.test.ts', 'test'],
  ['src/Symfony/Component/Yaml/Tests/ParserTest.php', 'test'],
  ['pkg/server/server_test.go', 'test'],
  ['spec/models/user_spec.rb', 'test'],
  ['tests/test_parser.py', 'test'],
  ['test_parser.py', 'test'],
  ['src/test/java/org/Foo.java', 'test'],
  ['src/main/java/org/FooTest.java', 'test'],
  ['cypress/e2e/login.cy.ts', 'test'],
  ['phpunit.xml.dist', 'test'],
  ['README.md', 'docs'],
  ['book/security.rst', 'docs'],
  ['security.rst', 'docs'],
  ['docs/example.py', 'docs'],
  ['logo.svg', 'docs'],
  ['CHANGELOG-3.4.md', 'metadata'],
  ['src/Component/CHANGELOG.md', 'metadata'],
  ['SECURITY.md', 'metadata'],
  ['LICENSE', 'metadata'],
  ['.github/workflows/ci.yml', 'metadata'],
  ['CONTRIBUTORS.md', 'metadata'],
  ['contributors', 'metadata'],
  ['contributors.ts', 'production'],
  ['.contributors', 'production'],
  ['.travis.yml', 'metadata'],
  ['.gitignore', 'metadata'],
  ['.release-please-manifest.json', 'metadata'],
  ['release-please-config.json', 'metadata'],
  ['.release-plan.json', 'metadata'],
  ['package-lock.json', 'generated'],
  ['tools/aqua-checksums.json', 'generated'],
  ['vendor.sum', 'generated'],
  ['vendor/modules.txt', 'generated'],
  ['site/_vendor/modules.txt', 'generated'],
  ['cpanfile.snapshot', 'generated'],
  ['Mint.resolved', 'generated'],
  ['nix/gemset.nix', 'generated'],
  ['src/checksums.ts', 'production'],
  ['tests/fixtures/yarn.lock', 'generated'],
  ['vendor/autoload.php', 'generated'],
  ['public/app.min.js', 'generated'],
  ['dist/index.js', 'generated'],
  ['api/user.pb.go', 'generated'],
  ['src/__snapshots__/a.snap', 'generated'],
])('%s is %s', (path, channel) => {
  expect(classifyPath(path)).toBe(channel)
})

test("a repository's own rules come first", () => {
  const rules = {
    classify: (path: string) => (path.startsWith('generated-api/') ? ('production' as const) : null),
  }
  expect(classifyPath('generated-api/README.md', rules)).toBe('production')
  expect(classifyPath('README.md', rules)).toBe('docs')
})
