import type { AlignedLine, AlignedRow } from '../../domain/alignment.ts'
import { changesTexts } from '../../words/page-texts/pair.ts'
import { isSame, type Segment } from '../fold-rows.ts'
import { lineText } from './line-text.ts'

/** Some rows in a row: what is painted, drawn and left undrawn together. */
export interface Chunk {
  element: HTMLElement
  rows: readonly AlignedRow[]
  /** Its first row, counted from the file's beginning. */
  from: number
}

/** About a screen: a browser looks at a chunk outside of it once, and not at each of its rows. */
const chunkOf = 50

/**
 * Builds the rows of a file, a chunk with each step. By hand, since a template's parts weigh more than the row itself,
 * and 100,000 lines are to stay in the page where its search finds them. A stranger's text only ever becomes a text
 * node.
 * @param into an empty element of the role `table`.
 * @param single one side alone changes the file: its lines take the whole width.
 */
export function* buildRows(
  into: HTMLElement,
  segments: readonly Segment[],
  { single, built }: { single: boolean; built: (chunk: Chunk) => void },
): Generator<void, void> {
  let at = 0
  let open: AlignedRow[] = []
  function* flush(parent: HTMLElement) {
    for (let from = 0; from < open.length; from += chunkOf) {
      const rows = open.slice(from, from + chunkOf)
      const element = buildChunk(rows, single)
      parent.append(element)
      built({ element, rows, from: at })
      at += rows.length
      yield
    }
    open = []
  }
  for (const segment of segments) {
    if ('row' in segment) open.push(segment.row)
    else {
      yield* flush(into)
      open = segment.rows
      yield* flush(buildFold(into, segment.rows))
    }
  }
  yield* flush(into)
}

/** Shows or hides a run of rows that both sides have. */
export function unfold(folded: HTMLElement, shown: boolean): void {
  if (shown) folded.removeAttribute('hidden')
  // The browser's own search looks into it, and opens it.
  else folded.setAttribute('hidden', 'until-found')
  const button = folded.previousElementSibling?.querySelector('button')
  button?.setAttribute('aria-expanded', String(shown))
}

/** A line that stands for a run, and after it the run's place. */
function buildFold(into: HTMLElement, rows: readonly AlignedRow[]): HTMLElement {
  const changed = rows.filter(({ shared }) => shared).length
  const button = make('button', 'unfold')
  button.textContent =
    changed > 0 ? changesTexts.identicalLines(changed) : changesTexts.unchangedLines(rows.length)
  const folded = make('div', 'folded')
  const run = make('div', 'run', 'rowgroup')
  const row = make('div', 'fold', 'row')
  const cell = make('div', '', 'cell')
  cell.append(button)
  row.append(cell)
  run.append(row)
  into.append(run, folded)
  unfold(folded, false)
  button.addEventListener('click', () => unfold(folded, folded.hasAttribute('hidden')))
  folded.addEventListener('beforematch', () => unfold(folded, true))
  return folded
}

function buildChunk(rows: readonly AlignedRow[], single: boolean): HTMLElement {
  const chunk = make('div', 'chunk', 'rowgroup')
  chunk.style.setProperty('--rows', String(rows.length))
  for (const row of rows) {
    const same = isSame(row)
    const element = make('div', `row${row.gap ? ' gap' : ''}${same ? ' same' : ''}`, 'row')
    if (!single || row.a !== null) element.append(buildCell(row.a, 'a', row))
    if (!single || row.b !== null) element.append(buildCell(row.b, 'b', row))
    chunk.append(element)
  }
  return chunk
}

function buildCell(line: AlignedLine | null, side: 'a' | 'b', { shared }: AlignedRow): HTMLElement {
  if (line === null) return make('div', 'cell none', 'cell')
  const kind = line.sign === '+' ? ' add' : line.sign === '-' ? ' remove' : ''
  const cell = make('div', `cell ${side}${kind}${shared ? ' shared' : kind === '' ? '' : ' only'}`, 'cell')
  // Number and sign are generated content: half as many nodes, and neither is selected with the code.
  cell.dataset.at = String(line.at)
  const text = document.createElement('bdi')
  text.textContent = lineText(line)
  cell.append(text)
  return cell
}

function make<Name extends keyof HTMLElementTagNameMap>(name: Name, className: string, role?: string) {
  const element = document.createElement(name)
  if (className !== '') element.className = className
  if (role !== undefined) element.setAttribute('role', role)
  return element
}
