import type { AlignedFile } from '../../domain/alignment.ts'
import { foldRows, type Segment } from '../fold-rows.ts'
import { buildRows, type Chunk, unfold } from './build-rows.ts'
import { readFileColours } from './file-colours.ts'
import { unwatchSight, watchSight } from './in-sight.ts'
import { type FileColours, paint } from './paint.ts'
import { forgetTurn, paintInTurn } from './paint-turns.ts'
import { doInSlices, type Work } from './slices.ts'

/** A line of one side: `+` and context by their number afterwards, `-` by the one before. */
export interface LinePlace {
  side: 'a' | 'b'
  sign: '+' | '-'
  at: number
}

/** As many rows as stand below the decision on a usual screen: more would only make the first frame later. */
const firstScreen = 40

/** The rows of one file in the page: built in slices, coloured while they are in sight. */
export class FileRows {
  private readonly file: AlignedFile
  private readonly into: HTMLElement
  private readonly chunks: Chunk[] = []
  private readonly inSight = new Set<Chunk>()
  private readonly painted = new Map<Chunk, () => void>()
  /**
   * Whether the file is near the screen: only then are its chunks watched, since the browser looks at all that is
   * watched with every frame.
   */
  private isNear = false
  private colours: FileColours | null = null
  private reading: Promise<void> | undefined
  private readonly building: Work

  /** @param whole folds nothing. */
  constructor(file: AlignedFile, into: HTMLElement, whole: boolean) {
    this.file = file
    this.into = into
    const segments: Segment[] = whole ? file.rows.map((row) => ({ row })) : foldRows(file.rows)
    const single = file.a === null || file.b === null
    this.building = doInSlices(buildRows(into, segments, { single, built: (chunk) => this.add(chunk) }))
  }

  /** Builds the first rows at once: they are to stand in the frame in which their file does. */
  begin(): void {
    const shown = () => this.chunks.filter(({ element }) => element.parentElement === this.into)
    this.building.begin(() => shown().reduce((sum, { rows }) => sum + rows.length, 0) >= firstScreen)
  }

  /** Builds what is not there yet before the rows of files that are further away. */
  hurry(): void {
    this.building.hurry()
  }

  /** The file has come near the screen, or has left it. */
  setNear(isNear: boolean): void {
    if (this.isNear === isNear) return
    this.isNear = isNear
    for (const chunk of this.chunks) {
      if (isNear) this.watch(chunk)
      else this.unwatch(chunk)
    }
  }

  /** The row of a line, unfolded; null when there is none. Waits until it is built. */
  async reveal(place: LinePlace): Promise<HTMLElement | null> {
    const index = this.file.rows.findIndex((row) => {
      const line = row[place.side]
      return line !== null && line.at === place.at && (line.sign === '-') === (place.sign === '-')
    })
    if (index === -1) return null
    this.hurry()
    await this.building.done
    const chunk = this.chunks.findLast(({ from }) => from <= index)
    const row = chunk?.element.children[index - chunk.from]
    const folded = row?.closest<HTMLElement>('.folded')
    if (folded) unfold(folded, true)
    return row instanceof HTMLElement ? row : null
  }

  /** Unfolds all that is folded; when nothing is, folds it again. @returns whether there was anything to do. */
  async toggleFolds(): Promise<boolean> {
    this.hurry()
    await this.building.done
    const folds = [...this.into.querySelectorAll<HTMLElement>(':scope > .folded')]
    const show = folds.some((folded) => folded.hasAttribute('hidden'))
    for (const folded of folds) unfold(folded, show)
    return folds.length > 0
  }

  /** Lets go of all of it: the page shows something else. */
  end(): void {
    this.building.cancel()
    for (const chunk of this.chunks) {
      unwatchSight(chunk.element)
      forgetTurn(chunk)
    }
    for (const clean of this.painted.values()) clean()
    this.painted.clear()
    this.inSight.clear()
  }

  private add(chunk: Chunk): void {
    this.chunks.push(chunk)
    if (this.isNear) this.watch(chunk)
  }

  private unwatch(chunk: Chunk): void {
    unwatchSight(chunk.element)
    if (!this.inSight.delete(chunk)) return
    this.repaint(chunk)
  }

  private watch(chunk: Chunk): void {
    watchSight(chunk.element, (inSight) => {
      if (inSight) this.inSight.add(chunk)
      else this.inSight.delete(chunk)
      this.repaint(chunk)
    })
  }

  private repaint(chunk: Chunk): void {
    paintInTurn(chunk, () => {
      this.painted.get(chunk)?.()
      this.painted.delete(chunk)
      if (!this.inSight.has(chunk)) return
      this.painted.set(chunk, paint(chunk, this.colours))
      this.reading ??= this.readColours()
    })
  }

  private async readColours(): Promise<void> {
    // Without colours the code is as readable as before.
    this.colours = await readFileColours(this.file).catch(() => null)
    for (const chunk of this.inSight) this.repaint(chunk)
  }
}
