import { type StreamParser, StringStream } from '@codemirror/streamparser'
import type { Kind, ReadColours, Span } from './kinds.ts'

/** What CodeMirror's stream modes call things; what is not here has no colour. */
const kindOf: Record<string, Kind> = {
  keyword: 'keyword',
  string: 'string',
  'string-2': 'string',
  character: 'string',
  quote: 'string',
  number: 'number',
  atom: 'number',
  bool: 'number',
  comment: 'comment',
  type: 'type',
  'variable-3': 'type',
  typeName: 'type',
  className: 'type',
  tag: 'type',
  tagName: 'type',
  def: 'name',
  header: 'name',
  heading: 'name',
  builtin: 'property',
  property: 'property',
  propertyName: 'property',
  attribute: 'property',
  'variable-2': 'property',
  link: 'property',
  meta: 'meta',
  qualifier: 'meta',
}

const tabSize = 4
/** A mode that reads nothing so often in a row is stuck (CodeMirror's own limit). */
const mostEmptyReads = 10

/** Colours by one of CodeMirror's stream modes: line by line, with what a line leaves open carried over to the next. */
export function streamColours<State>(mode: StreamParser<State>): ReadColours {
  return function* (lines) {
    const found: Span[][] = []
    // A mode without state of its own is given something that it does not look at.
    const state = mode.startState?.(tabSize) ?? (true as State)
    for (const line of lines) {
      const spans: Span[] = []
      found.push(spans)
      if (line === '') mode.blankLine?.(state, tabSize)
      const stream = new StringStream(line, tabSize, tabSize)
      let empty = 0
      while (!stream.eol()) {
        stream.start = stream.pos
        const token = mode.token(stream, state)
        if (stream.pos <= stream.start) {
          if (++empty < mostEmptyReads) continue
          stream.next()
        }
        empty = 0
        const kind = token
          ?.split(/[ .]/)
          .map((name) => kindOf[name])
          .find((kind) => kind !== undefined)
        if (kind !== undefined) spans.push([stream.start, stream.pos, kind])
      }
      yield
    }
    return found
  }
}
