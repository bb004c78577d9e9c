import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { projectRoot } from './root.ts'

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8')
/** The words that people read: each is a Markdown file of the project's own. */
const documents = [
  ...readdirSync(projectRoot).filter((file) => file.endsWith('.md')),
  ...readdirSync(join(projectRoot, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
]

/** Given by Fly and by `npm run deploy:fly`, never set by hand. */
const givenByOthers = ['FLY_APP_NAME', 'CLAWTRIAGE_RELEASE']
/** Read where the dashboard is built, not by the service. */
const readAtBuild = ['VITE_API_BASE_URL']

const settings = [
  ...new Set(
    [...read('src/config.ts').matchAll(/\b(?:optional|given)\(\s*'([A-Z_]+)'/g)].map((match) => match[1]!),
  ),
]
  .filter((name) => !givenByOthers.includes(name))
  .concat(readAtBuild)
  .sort()

test('docs/settings.md lists every setting, and none that there is not', () => {
  const rows = read('docs/settings.md').match(/^\| `[A-Z].*$/gm) ?? []
  const named = rows.flatMap((row) =>
    [...row.split('|')[1]!.matchAll(/`([A-Z_]+)`/g)].map((match) => match[1]!),
  )
  expect(named.sort()).toEqual(settings)
})

test('.env.example lists every setting, with the value that it has unset', () => {
  const example = read('.env.example')
  const lines = [...example.matchAll(/^#?([A-Z_]+)=(.*)$/gm)]
  expect(lines.map((match) => match[1]!).sort()).toEqual(settings)
  expect(lines.every(([line]) => line.startsWith('#'))).toBe(true)
  const uncommented = parseEnv(example.replace(/^#(?=[A-Z_]+=)/gm, ''))
  expect(readConfig(uncommented)).toEqual(readConfig({}))
  // What has a default of its own says it.
  expect(uncommented).toMatchObject({ PORT: '3000', SCAN_HISTORY_DAYS: '180', GITHUB_MODE: 'public' })
})

test('every command that a document names is there', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  for (const document of documents) {
    const named = [
      ...read(document).matchAll(/\bnpm (?:run (?:-s |--silent )?([a-z][a-z:-]*)|(test|start)\b)/g),
    ]
    for (const [command, script, short] of named) {
      const name = script ?? short!
      expect(Object.keys(scripts), `${document}: ${command}`).toContain(name)
    }
  }
})

test('every file that a document links to is there', () => {
  for (const document of documents) {
    const links = [...read(document).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(
      (match) => match[1]!,
    )
    for (const link of links)
      expect(existsSync(join(projectRoot, dirname(document), link)), `${document}: ${link}`).toBe(true)
  }
})

test('the README is short, and shows its two commands and a picture first', () => {
  const readme = read('README.md')
  expect(readme.split('\n').length).toBeLessThan(150)
  const start = readme.slice(0, readme.indexOf('\n## '))
  expect(start).toMatch(/!\[.*\]\(docs\/dashboard\.png\)[\s\S]*npm run scan -- OWNER\/REPO[\s\S]*npm test/)
  const sample = /<!-- sample[^>]*-->([\s\S]*)<!-- \/sample -->/.exec(start)?.[1] ?? ''
  for (const line of sample.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(80)
  expect(sample).toContain('duplicate set')
})

test('the changelog tells of this version', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string }
  expect(read('CHANGELOG.md')).toContain(`\n## ${version}\n`)
})
