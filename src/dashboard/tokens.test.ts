import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kinds } from './diff/kinds.ts'

type Colour = [red: number, green: number, blue: number]

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)')
const read = (text: string) =>
  new Map(
    [...text.matchAll(/--([\w-]+): #([\da-f]{6});/g)].map(([, name, hex]) => [
      name!,
      [0, 2, 4].map((at) => Number.parseInt(hex!.slice(at, at + 2), 16)) as Colour,
    ]),
  )

/** WCAG 2's relative luminance. */
function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as Colour
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
function contrast(a: Colour, b: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (lighter + 0.05) / (darker + 0.05)
}

test.each([
  ['light', read(light)],
  ['dark', new Map([...read(light), ...read(dark)])],
])('in the %s scheme code is read on every ground of a comparison', (_, tokens) => {
  const of = (name: string) => tokens.get(name)!
  const weak: string[] = []
  const hold = (name: string, colour: Colour, grounds: string[]) => {
    for (const ground of grounds)
      if (contrast(colour, of(ground)) < 4.5)
        weak.push(`${name} on ${ground}: ${contrast(colour, of(ground)).toFixed(2)}`)
  }
  const dimmed = (colour: Colour) =>
    colour.map((part, at) => part * 0.4 + of('ink-soft')[at]! * 0.6) as Colour
  for (const kind of kinds) {
    hold(kind, of(`code-${kind}`), ['good-wash', 'bad-wash', 'good-mark', 'bad-mark'])
    hold(`dimmed ${kind}`, dimmed(of(`code-${kind}`)), ['surface', 'sunken'])
  }
  hold('ink', of('ink'), ['good-wash', 'bad-wash', 'good-mark', 'bad-mark'])
  hold('ink-soft', of('ink-soft'), ['surface', 'sunken', 'good-wash', 'bad-wash'])
  hold('ink-faint', of('ink-faint'), ['surface', 'sunken'])
  hold('good', of('good'), ['good-wash'])
  hold('bad', of('bad'), ['bad-wash'])
  expect(weak).toEqual([])
})
