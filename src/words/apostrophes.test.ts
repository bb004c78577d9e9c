import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { expect, test } from 'vitest'

interface Node {
  type: string
  value?: unknown
  [key: string]: unknown
}

/** Texts in a source: strings, and what stands between the holes of templates. */
function textsOf(source: string): string[] {
  const found: string[] = []
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const part of value) look(part)
    if (typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) return
    const node = value as Node
    if (node.type === 'Literal' && typeof node.value === 'string') found.push(node.value)
    if (node.type === 'TemplateElement') found.push((node.value as { cooked: string }).cooked)
    for (const part of Object.values(node)) look(part)
  }
  look(parseSync('texts.ts', source).program)
  return found
}

test('an apostrophe is one, and no straight mark, in every sentence that a person reads', () => {
  const straight = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) =>
      textsOf(readFileSync(join(import.meta.dirname, name), 'utf8'))
        .filter((text) => /\p{L}'\p{L}/u.test(text))
        .map((text) => `${name}: ${text}`),
    )
  expect(straight).toEqual([])
})
