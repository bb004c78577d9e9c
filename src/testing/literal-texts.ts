import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { projectRoot } from '../root.ts'

/** Whose texts are looked for: the pages, and what server and pages draw alike. */
const folders = ['src/dashboard', 'src/markup']
/** Attributes and properties whose value a person reads or hears: HTML's, and those of our own elements. */
const shownAttributes = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'data-label',
  'headline',
  'label',
  'noun',
  'placeholder',
  'plural',
  'title',
  'what',
])
/** Names that are the same in every language, and a setting's name. */
const names = /\b(?:ClawTriage|GitHub|Markdown|JSON|Enter|ApiError|[A-Z]+(?:_[A-Z]+)+)\b/g
const word = /\p{L}{2,}/u
/** A sentence or a label: it begins with a capital letter, or two words stand beside each other. */
const spoken = /^\s*\p{Lu}\p{Ll}+|\p{L}[,.:;]? \p{L}{2,}/u
/** A selector of CSS. */
const selector = /\bclaw-|\[/
/** Stands for `${…}` while a template is read as HTML: no letter. */
const hole = '\u0000'

interface Node {
  type: string
  [key: string]: unknown
}

interface Template {
  quasis: { value: { cooked: string } }[]
  expressions: Node[]
}

/** The files of the dashboard that make what is shown: no tests, nothing that serves them, no styles. */
export function listDashboardFiles(): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|^testing\/|-style\.ts$/.test(name))
      .sort()
      .map((name) => `${folder}/${name}`),
  )
}

/** The texts for a person that stand in a file of the dashboard, `${…}` as "…". */
export function readLiteralTexts(file: string): string[] {
  return findLiteralTexts(readFileSync(join(projectRoot, file), 'utf8'))
}

/**
 * The texts for a person in TypeScript: words between the tags and in the shown attributes of `html` and `svg`, what an
 * expression puts there, nouns that are counted, and strings that read as a sentence or a label.
 */
export function findLiteralTexts(source: string): string[] {
  const found: string[] = []
  const note = (text: string, isShown: boolean) => {
    const plain = text.replaceAll(/&[a-z]+;/g, ' ').replace(names, '')
    if ((isShown ? word : spoken).test(plain) && (isShown || !selector.test(text)))
      found.push(text.replaceAll(hole, '…').replace(/\s+/g, ' ').trim())
  }
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) {
      for (const part of value) look(part)
      return
    }
    const node = value as Node
    switch (node.type) {
      case 'ImportDeclaration':
      case 'TSTypeAliasDeclaration':
      case 'TSInterfaceDeclaration':
      case 'TSTypeAnnotation':
      case 'TSTypeParameterInstantiation':
        return
      case 'TaggedTemplateExpression':
        lookTagged(node)
        return
      case 'CallExpression':
        if ((node.callee as Node).name === 'count')
          for (const noun of (node.arguments as Node[]).slice(1)) noteShown(noun)
        break
      case 'Literal':
        if (typeof node.value === 'string') note(node.value, false)
        return
      case 'TemplateLiteral':
        note(joined(node as unknown as Template), false)
        break
    }
    for (const [name, part] of Object.entries(node)) if (name !== 'typeAnnotation') look(part)
  }
  const lookTagged = (node: Node) => {
    const template = node.quasi as unknown as Template
    const tag = (node.tag as Node).name
    if (tag === 'html' || tag === 'svg') {
      const { texts, holes } = readHtml(joined(template))
      for (const text of texts) note(text, true)
      template.expressions.forEach((part, at) => {
        if (holes[at] === 'silent') return
        if (holes[at] === 'shown') noteShown(part)
        look(part)
      })
    } else for (const part of template.expressions) look(part)
  }
  /** Notes the strings that an expression may come to, also a word alone in lower case. */
  const noteShown = (node: Node) => {
    if (node.type === 'ConditionalExpression')
      for (const part of [node.consequent, node.alternate]) noteShown(part as Node)
    if (node.type === 'LogicalExpression') noteShown(node.right as Node)
    if (isString(node))
      note(node.type === 'Literal' ? String(node.value) : joined(node as unknown as Template), true)
  }
  look(parseSync('page.ts', source).program)
  return [...new Set(found)]
}

function isString(node: Node): boolean {
  return node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string')
}

function joined(template: Template): string {
  return template.quasis.map((quasi) => quasi.value.cooked).join(hole)
}

/**
 * What of a template is text, and what each `${…}` stands in: something shown, something that is not (a class), or an
 * attribute with a program or data in it.
 */
function readHtml(html: string): { texts: string[]; holes: ('shown' | 'silent' | 'other')[] } {
  const texts: string[] = []
  const holes: ('shown' | 'silent' | 'other')[] = []
  const add = (text: string, kind: (typeof holes)[number]) => {
    if (kind === 'shown') texts.push(text)
    for (const _ of text.matchAll(new RegExp(hole, 'g'))) holes.push(kind)
  }
  let from = 0
  for (const tag of html.matchAll(/<\/?[a-z][\w-]*((?:"[^"]*"|'[^']*'|[^'">])*)>/g)) {
    add(html.slice(from, tag.index), 'shown')
    for (const [, name = '', value = ''] of tag[1]!.matchAll(/([\w.@?-]+)=("[^"]*"|'[^']*'|[^\s>]+)/g)) {
      const plain = name.replace(/^\./, '').toLowerCase()
      add(
        value.replaceAll(/^["']|["']$/g, ''),
        shownAttributes.has(plain) ? 'shown' : plain === 'class' ? 'silent' : 'other',
      )
    }
    from = tag.index + tag[0].length
  }
  add(html.slice(from), 'shown')
  return { texts, holes }
}
