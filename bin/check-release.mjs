// npm runs this twice for `npm version`: before anything is changed (preversion), and when package.json has the new
// version (version). What a release needs and a person forgets stops it the first time; the second time the image's
// label follows.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
/**
 * A version is in use for a while; its security.txt must not run out in that time (RFC 9116 asks for less than a year).
 */
const leastDays = 180

const read = (name) => {
  try {
    return readFileSync(join(root, name), 'utf8')
  } catch {
    return ''
  }
}

function findProblems(version) {
  const problems = []
  const headings = [...read('CHANGELOG.md').matchAll(/^## \[?v?(\d[^\]\s]*)\]?/gm)].map((match) => match[1])
  if (!headings.includes(version))
    problems.push(
      `CHANGELOG.md does not tell of ${version}: write "## ${version}" and what changes for those who upgrade`,
    )
  const expires = Date.parse(/^Expires: (\S+)$/m.exec(read('public/.well-known/security.txt'))?.[1] ?? '')
  if (!(expires - Date.now() > leastDays * 86_400_000))
    problems.push(
      `public/.well-known/security.txt runs out in less than ${leastDays} days: set Expires to a year from now`,
    )
  return problems
}

const { npm_new_version: coming, npm_lifecycle_event: event } = process.env
const version = coming ?? JSON.parse(read('package.json')).version
const problems = findProblems(version)
for (const problem of problems) process.stderr.write(`${problem}\n`)
if (problems.length > 0) process.exitCode = 1
else if (event === 'version') {
  writeFileSync(
    join(root, 'Dockerfile'),
    read('Dockerfile').replace(/^ARG VERSION=.*$/m, `ARG VERSION=${version}`),
  )
  execFileSync('git', ['add', 'Dockerfile'], { cwd: root, stdio: 'ignore' })
}
