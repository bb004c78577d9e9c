import { nothing, type TemplateResult } from 'lit/html.js'

/** What stands in the place of a value: text or elements, part of a quoted attribute, or an attribute as a whole. */
type Place = 'child' | 'quoted' | { attribute: string; kind: '' | '?' | '.' | '@' }

interface Parsed {
  /** One more than there are places. */
  texts: string[]
  places: Place[]
}

/** A template is written once and filled many times. */
const known = new WeakMap<TemplateStringsArray, Parsed>()

/**
 * A template of Lit's as HTML, for a reader whose browser has run nothing so far: of what templates can do only what
 * ours do. Listeners and properties are left out, as nothing is there to take them. Every value is escaped, so that a
 * stranger's text is a text, also within an attribute.
 * @throws TypeError at a value that is no text, number, template or list of those.
 */
export function toHtml({ strings, values }: Pick<TemplateResult, 'strings' | 'values'>): string {
  let parsed = known.get(strings as TemplateStringsArray)
  if (parsed === undefined) {
    parsed = parseTemplate(strings)
    known.set(strings as TemplateStringsArray, parsed)
  }
  const { texts, places } = parsed
  return texts.map((text, at) => (at < places.length ? text + fill(places[at]!, values[at]) : text)).join('')
}

function fill(place: Place, value: unknown): string {
  if (place === 'child') return child(value)
  if (place === 'quoted') return escapeHtml(plain(value))
  const { attribute, kind } = place
  switch (kind) {
    case '.':
    case '@':
      return ''
    case '?':
      return value ? ` ${attribute}` : ''
    case '':
      return value === nothing ? '' : ` ${attribute}="${escapeHtml(plain(value))}"`
  }
}

function child(value: unknown): string {
  if (Array.isArray(value)) return value.map(child).join('')
  if (isTemplate(value)) return toHtml(value)
  return escapeHtml(plain(value))
}

function plain(value: unknown): string {
  if (value === nothing || value === null || value === undefined) return ''
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  throw new TypeError(`a ${typeof value} cannot be written as HTML`)
}

const isTemplate = (value: unknown): value is TemplateResult =>
  typeof value === 'object' && value !== null && 'strings' in value && 'values' in value

/** In a quoted attribute and in text alike. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** Where each value stands, by what of a tag is open before it. */
function parseTemplate(strings: readonly string[]): Parsed {
  let state: 'text' | 'tag' | 'quoted' = 'text'
  const places: Place[] = []
  const texts = strings.map((string, at) => {
    for (const character of string) {
      if (state === 'text') state = character === '<' ? 'tag' : 'text'
      else if (state === 'quoted') state = character === '"' ? 'tag' : 'quoted'
      else if (character === '"') state = 'quoted'
      else if (character === '>') state = 'text'
    }
    // Indentation is for who reads the template.
    const text = string.replace(/\s+/g, ' ')
    if (at === strings.length - 1) return text
    if (state !== 'tag') {
      places.push(state === 'text' ? 'child' : 'quoted')
      return text
    }
    const [whole, kind, attribute] = / ([@.?]?)([\w-]+)=$/.exec(text) ?? []
    if (whole === undefined) throw new TypeError(`a value stands where no attribute does: ${text}`)
    places.push({ attribute: attribute!, kind: kind as '' | '?' | '.' | '@' })
    return text.slice(0, -whole.length)
  })
  return { texts, places }
}
