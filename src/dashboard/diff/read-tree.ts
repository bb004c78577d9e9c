import type { Parser } from '@lezer/common'
import { highlightTree, type Tag, tagHighlighter, tags } from '@lezer/highlight'
import type { Kind, ReadColours, Span } from './kinds.ts'

const of = (kind: Kind, ...some: Tag[]) => some.map((tag) => ({ tag, class: kind }))

const highlighter = tagHighlighter([
  ...of('keyword', tags.keyword, tags.operatorKeyword, tags.modifier, tags.self),
  ...of(
    'string',
    tags.string,
    tags.special(tags.string),
    tags.regexp,
    tags.escape,
    tags.character,
    tags.attributeValue,
  ),
  ...of('number', tags.number, tags.bool, tags.null, tags.atom, tags.unit, tags.color),
  ...of('comment', tags.comment),
  ...of('type', tags.typeName, tags.className, tags.namespace, tags.tagName),
  ...of(
    'name',
    tags.function(tags.variableName),
    tags.function(tags.propertyName),
    tags.definition(tags.function(tags.variableName)),
    tags.macroName,
    tags.heading,
  ),
  ...of('property', tags.propertyName, tags.attributeName, tags.labelName, tags.link, tags.url),
  ...of('meta', tags.meta, tags.processingInstruction, tags.monospace),
])

/**
 * Colours by a Lezer parser: it goes on after what it cannot read (a hunk begins and ends anywhere), and can be left at
 * each step.
 */
export function treeColours(parser: Parser): ReadColours {
  return function* (lines) {
    const found: Span[][] = lines.map(() => [])
    const parse = parser.startParse(lines.join('\n'))
    let tree = parse.advance()
    while (tree === null) {
      yield
      tree = parse.advance()
    }
    yield
    // Spans come in order, and one may run over several lines.
    let [line, start] = [0, 0]
    highlightTree(tree, highlighter, (from, to, classes) => {
      // What stands inside of something else has the names of both; its own comes last.
      const kind = classes.slice(classes.lastIndexOf(' ') + 1) as Kind
      while (line < lines.length && start + lines[line]!.length < from) start += lines[line++]!.length + 1
      for (
        let [at, begin] = [line, start];
        at < lines.length && begin < to;
        begin += lines[at++]!.length + 1
      ) {
        const [first, last] = [Math.max(from - begin, 0), Math.min(to - begin, lines[at]!.length)]
        if (first < last) found[at]!.push([first, last, kind])
      }
    })
    return found
  }
}
