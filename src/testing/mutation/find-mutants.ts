import { parseSync } from 'oxc-parser'

/** One small wrong change to a source file. */
export interface Mutant {
  /** From the project's folder. */
  file: string
  /** What is replaced: code units from the beginning of the file. */
  from: number
  to: number
  by: string
}

/** A mutant that can stand in the code beside what it replaces, behind a switch (switch-mutants.ts). */
export interface SwitchedMutant extends Mutant {
  /** The smallest expression or statement around it that is whole without it. */
  whole: { from: number; to: number; isStatement: boolean }
}

/** A node as the parser gives it: its kind, its place, and all that this kind has. */
interface Node {
  type: string
  start: number
  end: number
  [key: string]: unknown
}

const swapped: Record<string, readonly string[]> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '&&': ['||'],
  '||': ['&&'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '|': ['&'],
  '&': ['|'],
  '+=': ['-='],
  '-=': ['+='],
  '++': ['--'],
  '--': ['++'],
}
const swappedMethods: Record<string, string> = { min: 'max', max: 'min', some: 'every', every: 'some' }
/** Methods without which their object is a value of the same kind. */
const passingMethods = new Set(['filter', 'sort', 'toSorted', 'reverse', 'slice', 'trim', 'toLowerCase'])
/**
 * Functions that give the same for both orders of the first two that they get, so that no test can tell them swapped:
 * symmetric.test.ts holds those of the decision to it.
 */
export const symmetric: ReadonlySet<string> = new Set([
  'Math.max',
  'Math.min',
  'Math.imul',
  'Math.hypot',
  'jaccard',
  'sameId',
  'sameOutcome',
  'samePatch',
  'samePlaceShare',
  'sharedLines',
  'countShared',
])
/** What a function of such a type might as well give back. */
const otherResults: Record<string, readonly string[]> = {
  TSBooleanKeyword: ['true', 'false'],
  TSNumberKeyword: ['0'],
  TSStringKeyword: ["''"],
  TSArrayType: ['[]'],
}

/**
 * Every mutant of a source, in order of place: numbers (0, half, double; 0 becomes 1), comparisons and their
 * boundaries, "and" and "or", arithmetic, conditions that always or never hold, results (the empty value of their
 * type), the first two arguments of a call, calls that only pass on, and statements that are left out. Texts, patterns
 * and types are let be.
 */
export function findMutants(file: string, source: string): SwitchedMutant[] {
  const mutants: SwitchedMutant[] = []
  const textOf = ({ start, end }: Node) => source.slice(start, end)
  /** By a link of a chain "a?.b.c": the whole of the chain, which stops as one. */
  const chains = new Map<Node, Node>()
  const add = (node: Pick<Node, 'start' | 'end'>, around: Node, ...replacements: readonly string[]) => {
    const { start: from, end: to, type } = chains.get(around) ?? around
    const whole = { from, to, isStatement: type.endsWith('Statement') }
    for (const by of new Set(replacements))
      if (by !== source.slice(node.start, node.end))
        mutants.push({ file, from: node.start, to: node.end, by, whole })
  }
  /** Replaces the operator that stands between two nodes. */
  const addOperators = (node: Node, left: Node, right: Node, operator: string) => {
    const start = source.indexOf(operator, left.end)
    if (start >= left.end && start < right.start)
      add({ start, end: start + operator.length }, node, ...(swapped[operator] ?? []))
  }

  const visit = (node: Node, results: readonly string[]): void => {
    let inside = results
    switch (node.type) {
      case 'Literal':
        if (typeof node.value === 'number') add(node, node, ...otherNumbers(node.value))
        if (typeof node.value === 'boolean') add(node, node, String(!node.value))
        break
      case 'BinaryExpression':
      case 'LogicalExpression':
      case 'AssignmentExpression':
        if (!isText(node.left) && !isText(node.right))
          addOperators(node, node.left as Node, node.right as Node, node.operator as string)
        break
      case 'UpdateExpression': {
        const operator = node.operator as string
        const start = node.prefix ? node.start : node.end - operator.length
        add({ start, end: start + operator.length }, node, ...swapped[operator]!)
        break
      }
      case 'UnaryExpression':
        if (node.operator === '!') add(node, node, textOf(node.argument as Node))
        break
      case 'IfStatement':
      case 'ConditionalExpression':
        add(node.test as Node, node.test as Node, 'true', 'false')
        break
      case 'ReturnStatement':
        if (node.argument != null) add(node.argument as Node, node.argument as Node, ...results)
        break
      case 'ExpressionStatement':
        if (node.directive == null) add(node, node, ';')
        break
      case 'ContinueStatement':
      case 'ThrowStatement':
        add(node, node, ';')
        break
      case 'ChainExpression':
        for (let link = node.expression as Node | undefined; link !== undefined; link = linkBefore(link))
          chains.set(link, node)
        break
      case 'CallExpression':
        visitCall(node)
        break
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
      case 'FunctionDeclaration':
        inside = resultsOf(node)
        if (node.expression === true) {
          const body = node.body as Node
          add(body, body, ...(body.type === 'CallExpression' ? [] : inside))
        }
        break
    }
    for (const child of childrenOf(node)) visit(child, inside)
    // A loop that never moves on, or never ends, says nothing that its time limit would not.
    if (node.type === 'ForStatement' && node.update != null) drop(node.update as Node)
  }

  const visitCall = (node: Node) => {
    const [first, second] = node.arguments as Node[]
    if (
      first !== undefined &&
      second !== undefined &&
      !/^(?:Arrow)?Function/.test(first.type + second.type) &&
      !symmetric.has(textOf(node.callee as Node))
    ) {
      const between = source.slice(first.end, second.start)
      add({ start: first.start, end: second.end }, node, textOf(second) + between + textOf(first))
    }
    const callee = node.callee as Node
    if (callee.type !== 'MemberExpression' || callee.computed === true) return
    const property = callee.property as Node
    const name = textOf(property)
    if (Object.hasOwn(swappedMethods, name)) add(property, node, swappedMethods[name]!)
    if (passingMethods.has(name)) add(node, node, textOf(callee.object as Node))
  }
  const drop = ({ start, end }: Node) => {
    for (let at = mutants.length - 1; at >= 0; at--)
      if (mutants[at]!.from >= start && mutants[at]!.to <= end) mutants.splice(at, 1)
  }

  visit(parseSync(file, source).program as unknown as Node, [])
  const once = new Map(mutants.map((mutant) => [`${mutant.from} ${mutant.to} ${mutant.by}`, mutant]))
  return [...once.values()].sort((a, b) => a.from - b.from || a.to - b.to || (a.by < b.by ? -1 : 1))
}

/** Where the body of each loop begins, and where it ends. */
export function findLoops(file: string, source: string): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  const visit = (node: Node) => {
    if (/^(?:For|ForOf|ForIn|While|DoWhile)Statement$/.test(node.type)) {
      const { start, end } = node.body as Node
      found.push({ from: start, to: end })
    }
    childrenOf(node).forEach(visit)
  }
  visit(parseSync(file, source).program as unknown as Node)
  return found
}

/** What a link of a chain is a link to: of "a?.b.c()" its "a?.b.c", of that "a?.b". */
function linkBefore(link: Node): Node | undefined {
  return (link.callee ??
    link.object ??
    (link.type === 'TSNonNullExpression' ? link.expression : undefined)) as Node | undefined
}

/** Types are not run, imports and exports name things. */
const skipped =
  /^(?:TS(?!AsExpression|NonNullExpression|SatisfiesExpression)|ImportDeclaration|Export(?:All)Declaration)/

function childrenOf(node: Node): Node[] {
  // A name by which a property is known is no value: no switch can stand in the place of "0" in "{ 0: first }".
  const { key, ...rest } = node
  const named = key !== undefined && node.computed !== true
  return Object.values(named ? rest : node)
    .flat()
    .filter(
      (value): value is Node =>
        typeof value === 'object' && value !== null && typeof (value as Node).type === 'string',
    )
    .filter(({ type }) => !skipped.test(type))
}

function otherNumbers(value: number): string[] {
  if (value === 0) return ['1']
  const half = value / 2
  return ['0', String(value * 2), String(Number.isInteger(value) ? Math.floor(half) : half)]
}

/** Texts are put together with "+" as well. */
function isText(node: unknown): boolean {
  const { type, value } = node as Node
  return type === 'TemplateLiteral' || typeof value === 'string'
}

function resultsOf(node: Node): readonly string[] {
  const annotation = (node.returnType as { typeAnnotation?: Node } | null)?.typeAnnotation
  if (annotation == null || node.generator === true) return []
  const types = annotation.type === 'TSUnionType' ? (annotation.types as Node[]) : [annotation]
  return types.flatMap(({ type }) => (type === 'TSNullKeyword' ? ['null'] : (otherResults[type] ?? [])))
}
