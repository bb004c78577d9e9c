import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { AlignedFile } from '../../domain/alignment.ts'
import { shownCode } from '../../markup/shown-text.ts'
import { baseStyle, controlStyle, foldStyle } from '../../markup/style.ts'
import { fileTally } from '../../words/file-tally.ts'
import { changesTexts } from '../../words/page-texts/pair.ts'
import { FileRows, type LinePlace } from '../diff/file-rows.ts'
import { unwatchSight, watchSight } from '../diff/in-sight.ts'
import { lineText } from '../diff/line-text.ts'
import { alignedFileStyle, alignedRowsStyle, lineHeight } from './aligned-file-style.ts'

/** A line whose number was clicked. */
export type LineChosen = CustomEvent<{ file: AlignedFile; pull: number; sign: LinePlace['sign']; at: number }>

/** What a header measures, in rem. */
const headerHeight = 3.5

/**
 * One file of two changes, laid beside each other: what both change is grey and folded where it is long, what only one
 * changes is lit. It shows one file and no other for as long as it lives.
 */
@customElement('claw-aligned-file')
export class AlignedFileView extends LitElement {
  static override styles = [baseStyle, controlStyle, foldStyle, alignedFileStyle, alignedRowsStyle]

  @property({ attribute: false }) file!: AlignedFile
  /** The pull requests' numbers: left and right. */
  @property({ type: Number }) a = 0
  @property({ type: Number }) b = 0
  @property({ type: Boolean }) open = false
  /** It is what a reader sees first: its first rows stand there as soon as it does. */
  @property({ type: Boolean }) first = false
  /** Shows what both sides have, too. */
  @property({ type: Boolean }) whole = false
  /** Breaks long lines; else each file has a bar of its own to move along them. */
  @property({ type: Boolean }) wrap = true

  private rows: FileRows | undefined
  private isNear = false

  override connectedCallback() {
    super.connectedCallback()
    watchSight(this, (inSight) => {
      this.isNear = inSight
      this.rows?.setNear(inSight && this.open)
      if (inSight && this.open) this.rows?.hurry()
    })
    // Back in the page after it was taken out of it.
    if (this.hasUpdated) this.build()
  }

  override disconnectedCallback() {
    unwatchSight(this)
    this.rows?.end()
    super.disconnectedCallback()
  }

  override render() {
    const { file } = this
    const both = file.a !== null && file.b !== null
    const empty = file.rows.length === 0
    return html`<details ?open=${this.open} @toggle=${this.onToggle}>
      <summary>
        <h3>${shownCode(file.path)}</h3>
        <span class="tally number">${fileTally(file, this.a, this.b)}</span>
        ${both && !empty ? html`<div class="sides number"><span>#${this.a}</span><span>#${this.b}</span></div>` : nothing}
      </summary>
      ${
        empty
          ? file.more > 0
            ? nothing
            : html`<p class="note">
              ${file.unknown ? changesTexts.unknown : changesTexts.onlyName}
            </p>`
          : html`<div
              class="rows ${this.wrap ? '' : 'scroll'} ${both ? '' : 'single'}"
              role="table"
              tabindex=${this.wrap ? nothing : 0}
              aria-label=${changesTexts.table(file.path, this.a, this.b)}
              @click=${this.onClick}
            >
              <div class="lines" role="presentation"></div>
            </div>`
      }
      ${file.more > 0 ? html`<p class="note">${changesTexts.moreLines(file.more)}</p>` : nothing}
    </details>`
  }

  protected override firstUpdated() {
    this.build()
  }

  protected override updated(changed: PropertyValues) {
    if (changed.has('open')) this.reckonHeight()
  }

  /** Focuses what unfolds it, and shows it from its beginning. */
  override focus() {
    this.scrollIntoView({ block: 'start' })
    this.renderRoot.querySelector('summary')?.focus({ preventScroll: true })
  }

  /**
   * Unfolds the file and what is folded around a line. @returns the line's row; null when it is not among those that
   * are shown.
   */
  async reveal(place: LinePlace): Promise<HTMLElement | null> {
    this.open = true
    await this.updateComplete
    return (await this.rows?.reveal(place)) ?? null
  }

  /** Unfolds what both sides have, or folds it again. */
  async toggleFolds(): Promise<boolean> {
    this.open = true
    await this.updateComplete
    return (await this.rows?.toggleFolds()) ?? false
  }

  private build() {
    const lines = this.renderRoot.querySelector<HTMLElement>('.lines')
    if (lines === null) return
    this.rows?.end()
    lines.replaceChildren()
    const { file } = this
    // Custom properties by script: the page's policy has no inline styles.
    this.style.setProperty('--sides', file.a !== null && file.b !== null ? '2' : '1')
    this.style.setProperty('--longest', String(longestLine(file)))
    this.style.setProperty('--name-a', `"#${this.a}"`)
    this.style.setProperty('--name-b', `"#${this.b}"`)
    this.rows = new FileRows(file, lines, this.whole)
    if (this.first && this.open) this.rows.begin()
    this.rows.setNear(this.isNear && this.open)
  }

  /**
   * What the browser takes for its height until it was drawn once: else a far file would jump when it is scrolled to.
   */
  private reckonHeight() {
    const rows = this.open ? this.file.rows.length : 0
    this.style.setProperty('contain-intrinsic-size', `auto ${headerHeight + rows * lineHeight}rem`)
  }

  private onToggle(event: Event) {
    this.open = (event.currentTarget as HTMLDetailsElement).open
    this.rows?.setNear(this.isNear && this.open)
    if (this.open) this.rows?.hurry()
  }

  /** The number of a line is generated content, so a click on it is one on its cell, beside the text. */
  private onClick(event: MouseEvent) {
    const { target } = event
    if (!(target instanceof HTMLElement) || target.dataset.at === undefined) return
    const text = target.querySelector('bdi')
    if (text === null || event.clientX >= text.getBoundingClientRect().left) return
    const pull = target.classList.contains('a') ? this.a : this.b
    const sign = target.classList.contains('remove') ? '-' : '+'
    const detail = { file: this.file, pull, sign, at: Number(target.dataset.at) } as const
    this.dispatchEvent(
      new CustomEvent('line-chosen', { detail, bubbles: true, composed: true }) satisfies LineChosen,
    )
  }
}

/** The longest line, in columns: Chinese, Japanese and Korean letters take two of them. */
function longestLine({ rows }: AlignedFile): number {
  let longest = 0
  for (const { a, b } of rows)
    for (const line of [a, b]) {
      if (line === null) continue
      const text = lineText(line)
      // Only what could be longer is looked at letter by letter.
      if (text.length * 2 > longest) longest = Math.max(longest, columns(text))
    }
  return longest
}

const columns = (text: string) =>
  text.length + (text.match(/[\u1100-\ud7ff\uf900-\ufaff\uff00-\uff60]/g)?.length ?? 0)

declare global {
  interface HTMLElementTagNameMap {
    'claw-aligned-file': AlignedFileView
  }
}
