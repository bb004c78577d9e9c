import { afterEach, describe, expect, test, vi } from 'vitest'
import type { AlignedFile, AlignedRow } from '../../domain/alignment.ts'
import { readFileColours } from './file-colours.ts'
import { lineText } from './line-text.ts'

const row = (text: string, gap = false): AlignedRow => {
  const sign = text[0] === '+' ? '+' : text[0] === '-' ? '-' : ' '
  const line = { sign, text: text.slice(1), at: 1 } as const
  return { a: line, b: line, shared: false, gap }
}
const file = (path: string, rows: AlignedRow[], more = 0): AlignedFile => ({
  path,
  channel: 'production',
  a: 'modified',
  b: 'modified',
  unknown: false,
  counts: { shared: 0, onlyA: 0, onlyB: 0 },
  rows,
  more,
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** The coloured parts of the left side's lines, as "kind text". */
async function coloured(path: string, rows: AlignedRow[], more = 0) {
  const found = await readFileColours(file(path, rows, more))
  return (
    found?.a.map((spans, at) =>
      spans.map(([from, to, kind]) => `${kind} ${lineText(rows[at]!.a!).slice(from, to)}`),
    ) ?? null
  )
}

test.each([
  ['a.ts', 'type Port = number', 'keyword type'],
  ['a.gjs', 'const port = 1', 'keyword const'],
  ['a.py', 'def parse(port):', 'name parse'],
  ['a.scss', '$wide: 3px;', 'number 3px'],
  ['a.vue', '<script>const a = 1</script>', 'keyword const'],
  ['a.xml', '<port>1</port>', 'type port'],
  ['a.json', '"port": 1,', 'number 1'],
  ['a.md', '# Ports', 'name  Ports'],
  ['a.rs', 'fn parse() {}', 'keyword fn'],
  ['a.go', 'func parse() {}', 'keyword func'],
  ['A.java', 'class Port {}', 'keyword class'],
  ['a.hpp', 'class Port {};', 'keyword class'],
  ['a.php', 'function parse() {}', 'keyword function'],
  ['a.yml', 'port: "1"', 'string "1"'],
  ['Rakefile', 'def parse', 'keyword def'],
  ['a.sh', 'if true; then', 'keyword if'],
  ['a.toml', 'port = 1', 'number 1'],
  ['a.kt', 'fun parse() {}', 'keyword fun'],
  ['Dockerfile.dev', 'FROM node', 'keyword FROM'],
  ['a.sql', 'SELECT 1', 'keyword SELECT'],
] as const)('%s: %s', async (path, text, part) => {
  expect((await coloured(path, [row(`+${text}`)]))?.flat()).toContain(part)
})

test('what a line leaves open goes on in the next, but not from what was removed, nor into another hunk', async () => {
  expect(
    await coloured('a.ts', [
      row(' /* before'),
      row('-still */ const old = 1'),
      row('+still'),
      row(' after */'),
      row('+let a', true),
    ]),
  ).toEqual([
    ['comment /* before'],
    ['comment still */', 'keyword const', 'number 1'],
    ['comment still'],
    ['comment after */'],
    ['keyword let'],
  ])
  expect(await coloured('a.rb', [row('+=begin'), row('+def'), row('+=end'), row('+def a')])).toEqual([
    ['comment =begin'],
    ['comment def'],
    ['comment =end'],
    ['keyword def', 'name a'],
  ])
})

describe('a hunk that begins within something', () => {
  test.each([
    ['a.py', [' Reads a port.', '+"""', '+def parse():'], 'string Reads a port.', 'keyword def'],
    ['a.py', [' Reads it. """', '+def parse():'], 'string Reads it. """', 'keyword def'],
    ['a.py', [' Reads it.', "+''').strip()", '+del port'], 'string Reads it.', 'keyword del'],
    ['a.ts', [' * Reads if it can.', '+ */', '+let a'], 'comment * Reads if it can.', 'keyword let'],
    ['a.css', [' the width */', '+a { top: 1px }'], 'comment the width */', 'number 1px'],
    ['a.html', [' if so -->', '+<b>'], 'comment if so -->', 'type b'],
    ['a.md', [' if so', '+-->', '+# Ports'], 'comment if so', 'name  Ports'],
    ['a.ts', [' * Reads it. */', '+let a'], 'comment * Reads it. */', 'keyword let'],
    ['a.ts', [' let b;', '+ */', '+let a'], 'comment let b;', 'keyword let'],
    ['a.ts', [' the port **/', '+let a'], 'comment the port **/', 'keyword let'],
    ['a.tsx', [' the port */}', '+let a'], 'comment the port */', 'keyword let'],
    ['a.py', [' Args:', '+  port: The port to read.', '+"""', '+del a'], 'string Args:', 'keyword del'],
    ['a.py', [" It's read.", '+""".format(1)', '+del a'], "string It's read.", 'keyword del'],
  ])('in %s is coloured so until that is closed: %j', async (path, lines, first, then) => {
    const rows = lines.map((line) => row(line))
    const found = (await coloured(path, rows))!
    expect(found[0]).toEqual([first])
    expect(found.flat()).toContain(then)
  })

  test.each([
    ['a.py', [' def parse():', '+    """', '+    Reads.', '+    """', '+    del a']],
    ['a.py', ['+text = """', '+def', '+"""', '+del a']],
    ['a.py', ['+"""Reads."""', '+del a']],
    ['a.py', ['+call(f"""', '+def {a}', '+""")', '+del a']],
    ['a.ts', ['+/* a', '+ */', '+let a']],
    ['a.py', ['+# Reads a port', '+"""', '+Reads.', '+"""', '+del a']],
    ['a.py', ['+port: int', '+"""', '+The port.', '+"""', '+del a']],
    ['a.py', ['+port = 1', '+""".. note:: a', '+b', '+"""', '+del a']],
    ['a.py', ['+x = read(port)', '+# In """ it stands.', '+del a']],
    ['a.py', [`+is_quote(x, '"""')`, '+del a']],
    ['a.py', ['+print """Reads a', '+port"""', '+del a']],
  ])('is no other one, whose %s opens it by itself: %j', async (path, lines) => {
    const rows = lines.map((line) => row(line))
    expect((await coloured(path, rows))!.at(-1)![0]).toMatch(/^keyword (?:del|let)$/)
  })
})

test.each([
  ['a.ts', ["+let a = ['**/*.ts']"]],
  ['a.ts', ["+let a = '*/b'"]],
  ['a.ts', ['+let a = "src/**/*.ts"', '+let b']],
  ['a.ts', ['+let a = /.*/']],
  ['a.ts', ['+let a = /[^*]*/.test(b)']],
  ['a.ts', ['+let a = b', '+  // as in **/*.ts and */']],
  ['a.ts', ['+let a = `', '+*/5 * * * *']],
  ['a.ts', ['+let a = "all of */ that"']],
  ['a.go', ['+var a = "*/"']],
  ['a.vue', ['+<script>let a = 1', '+while (a --> 0) b', '+</script>']],
  ['a.html', ['+<b title="a --> ">']],
  ['a.md', ['+# Ports', '+```mermaid', '+a --> b', '+c -->', '+```']],
])('a sign within code ends no comment: in %s %j', async (path, lines) => {
  const rows = lines.map((line) => row(line))
  expect((await coloured(path, rows))![0]!.join()).not.toMatch(/^(?:comment|string)/)
})

test('a line of a thousand characters stays plain, and what follows does not', async () => {
  expect(await coloured('a.ts', [row(`+const a = "${'x'.repeat(1_000)}`), row('+let b')])).toEqual([
    [],
    ['keyword let'],
  ])
})

test('a file of more than 2,000 rows stays plain, as does a language that is not known', async () => {
  expect(await coloured('a.ts', [row('+let b')], 2_000)).toBeNull()
  expect(await coloured('a.unknown', [row('+let b')])).toBeNull()
  expect(await coloured('constructor', [row('+let b')])).toBeNull()
})

test('a text that was made to be hard for a parser costs its colours, not the page', async () => {
  const noise = Array.from({ length: 300 }, () => row(`+${'<(["\'`{${%-/*'.repeat(20)}`))
  expect(await coloured('a.php', noise)).toBeNull()
})

test('other programs that take long turns do not cost a file its colours', async () => {
  let now = 0
  // Each look at the clock finds 20 seconds gone: the page was given no processor in between.
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 20_000))
  expect((await coloured('a.ts', [row('+let b')]))?.flat()).toContain('keyword let')
})
