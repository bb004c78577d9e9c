/**
 * What a file is for, by its path: the conventions of the common ecosystems as data. Production decides; tests and docs support;
 * metadata and generated files decide nothing.
 */
export const channels = ['production', 'test', 'docs', 'metadata', 'generated'] as const
export type FileChannel = (typeof channels)[number]

/** Written by a tool: lock files, bundles, snapshots, vendored copies. Two pull requests that both have them share a tool. */
const generated: readonly RegExp[] = [
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.ya?ml|bun\.lockb?|composer\.lock|Gemfile\.lock|Cargo\.lock|poetry\.lock|Pipfile\.lock|uv\.lock|go\.sum|mix\.lock|pubspec\.lock|Podfile\.lock|flake\.lock|packages\.lock\.json|gradle\.lockfile|deno\.lock)$/i,
  /(?:^|\/)(?:vendor|vendors|third[_-]party|node_modules|bower_components|Godeps|\.yarn|dist|__snapshots__)\//i,
  /\.min\.(?:js|css|mjs)$/i,
  /\.(?:map|snap|pb\.go|pb\.cc|pb\.h|g\.dart|designer\.cs)$/i,
  /_pb2(?:_grpc)?\.pyi?$/,
  /(?:^|\/)(?:generated|__generated__|gen)\//i,
]

/** About the project and not of it: change logs, licences, owners, continuous integration, editors. */
const metadata: readonly RegExp[] = [
  /(?:^|\/)(?:change[-_]?log|changes|history|news|release[-_]?notes|upgrade|upgrading|authors|contributors|maintainers|codeowners|licen[cs]e|copying|notice|security|code_of_conduct|contributing|governance|funding)(?:[-_][\w.-]*)?(?:\.(?:md|markdown|rst|txt|adoc|html|ya?ml))?$/i,
  /(?:^|\/)\.(?:github|gitlab|circleci|travis|vscode|idea|husky|changeset|changesets)(?:\/|\.|$)/i,
  /(?:^|\/)\.(?:gitignore|gitattributes|gitmodules|editorconfig|npmrc|nvmrc|npmignore|dockerignore|mailmap|eslintignore|prettierignore)$/i,
  /(?:^|\/)(?:\.travis\.yml|appveyor\.yml|azure-pipelines\.yml|Jenkinsfile|renovate\.json5?|dependabot\.yml|version(?:\.txt)?)$/i,
]

const test: readonly RegExp[] = [
  /(?:^|\/)(?:tests?|__tests__|specs?|testing|testdata|test[-_]data|fixtures?|__mocks__|mocks|e2e|cypress)\//i,
  /(?:^|\/)(?:test|tests|conftest)\.[a-z]+$/i,
  /[._-](?:test|tests|spec|specs|e2e|cy)\.[a-z]+$/i,
  /(?:^|\/)test_[^/]+\.[a-z]+$/i,
  /(?:Test|Tests|TestCase|Spec|IT)\.(?:java|kt|php|cs|swift|scala|groovy|m|mm|vb|fs|dart)$/,
  /_test\.(?:go|py|rb|exs?|dart|cc|cpp|c|rs|ts|js)$/i,
]

const docs: readonly RegExp[] = [
  /\.(?:md|mdx|markdown|rst|adoc|asciidoc|textile|rdoc|pod|tex|1|3|5|8)$/i,
  /(?:^|\/)(?:docs?|documentation|guides?|tutorials?|website|man)\//i,
  /(?:^|\/)readme[^/]*$/i,
  /\.(?:png|jpe?g|gif|svg|webp|ico)$/i,
  /\.txt$/i,
]

/** Code below a docs folder is still no production code, but a requirements.txt or CMakeLists.txt is. */
const notDocs = /(?:^|\/)(?:requirements[^/]*|constraints[^/]*|CMakeLists|robots|meson_options)\.txt$/i

/** Sorts one path. Order matters: a lock file in a test folder is generated, a guide in a test folder is a test. */
export function classifyPath(path: string): FileChannel {
  const matches = (patterns: readonly RegExp[]) => patterns.some((pattern) => pattern.test(path))
  if (matches(generated)) return 'generated'
  if (matches(metadata)) return 'metadata'
  if (matches(test)) return 'test'
  if (matches(docs) && !notDocs.test(path)) return 'docs'
  return 'production'
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
