import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { AlignedFile, AlignedLine, AlignedRow } from '../../triage/align.ts'
import { foldRows, isSame, type Segment } from '../fold-rows.ts'
import { shownCode, visibleText } from '../text/shown-text.ts'
import { count, number } from '../text/words.ts'
import { baseStyle, controlStyle, foldStyle } from './style.ts'

/** Rows drawn at a time: a screen holds some fifty. */
const window = 200

/** One file of two changes, laid beside each other: what both change is grey and folded where it is long, what only one changes is lit. */
@customElement('claw-aligned-file')
export class AlignedFileView extends LitElement {
  static override styles = [
    baseStyle,
    controlStyle,
    foldStyle,
    css`
      :host {
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        margin-top: var(--gap-m);
        content-visibility: auto;
        contain-intrinsic-size: auto 20rem;
      }
      summary {
        display: flex;
        flex-wrap: wrap;
        gap: 0.2rem var(--gap-m);
        align-items: baseline;
        padding: 0.6rem var(--gap-m);
        cursor: pointer;
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      h3 {
        flex: 1 1 16rem;
        min-width: 0;
        font-weight: 500;
      }
      .tally {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
      .rows {
        border-top: 1px solid var(--line);
        font: 0.75rem / 1.5 var(--mono);
        overflow: hidden;
      }
      .row {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      }
      .run {
        border-block: 1px solid var(--line);
        background: var(--sunken);
      }
      .run + .run {
        border-top: 0;
      }
      .run button {
        width: 100%;
        min-height: 1.6rem;
        padding: 0 var(--gap-m);
        border: 0;
        background: none;
        color: var(--ink-soft);
        font: inherit;
        text-align: left;
      }
      .row.gap {
        border-top: 1px dashed var(--line-strong);
      }
      .cell {
        display: grid;
        grid-template-columns: 3.25rem 1.25rem minmax(0, 1fr);
        min-width: 0;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        tab-size: 4;
        color: var(--ink-faint);
      }
      .cell + .cell {
        border-left: 1px solid var(--line);
      }
      .at {
        padding-right: 0.6rem;
        text-align: right;
        color: var(--ink-faint);
        user-select: none;
      }
      .sign {
        user-select: none;
      }
      .shared .cell {
        background: var(--sunken);
        color: var(--ink-soft);
      }
      .only.add {
        background: var(--good-wash);
        color: var(--ink);
      }
      .only.add .sign {
        color: var(--good);
      }
      .only.remove {
        background: var(--bad-wash);
        color: var(--ink);
      }
      .only.remove .sign {
        color: var(--bad);
      }
      .note,
      .more {
        padding: 0.6rem var(--gap-m);
        border-top: 1px solid var(--line);
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
      .whose {
        display: none;
      }
      @media (max-width: 48rem) {
        .row {
          grid-template-columns: minmax(0, 1fr);
        }
        .cell + .cell {
          border-left: none;
        }
        /* What is the same on both sides needs to be read once. */
        .same .cell + .cell,
        .cell.none {
          display: none;
        }
        .cell {
          grid-template-columns: 3.75rem 1.25rem minmax(0, 1fr);
        }
        .only .whose {
          display: inline;
        }
        .only .line {
          display: none;
        }
      }
    `,
  ]

  @property({ attribute: false }) file!: AlignedFile
  /** The pull requests' numbers: left and right. */
  @property({ type: Number }) a = 0
  @property({ type: Number }) b = 0
  @property({ type: Boolean }) open = false
  /** Shows what both sides have, too. */
  @property({ type: Boolean }) whole = false
  @state() private shown = window
  /** Runs that the reader has unfolded. */
  @state() private unfolded: ReadonlySet<number> = new Set()

  override render() {
    const { file } = this
    return html`<details ?open=${this.open} @toggle=${this.onToggle}>
      <summary>
        <h3>${shownCode(file.path)}</h3>
        <span class="tally number">${this.tally()}</span>
      </summary>
      ${this.open ? this.renderRows() : nothing}
    </details>`
  }

  private tally(): string {
    const { a, b, counts, unknown } = this.file
    if (a === null || b === null) {
      const lines = counts.onlyA + counts.onlyB
      return `only in #${a === null ? this.b : this.a}${lines > 0 ? `: ${count(lines, 'line')}` : ''}`
    }
    if (unknown) return 'in both; its content is not known'
    const only = [
      ...(counts.onlyA > 0 ? [`${number(counts.onlyA)} only in #${this.a}`] : []),
      ...(counts.onlyB > 0 ? [`${number(counts.onlyB)} only in #${this.b}`] : []),
    ]
    return [`${count(counts.shared, 'line')} in both`, ...only].join(', ')
  }

  private renderRows() {
    const { file } = this
    if (file.rows.length === 0)
      return html`<p class="note">
        ${file.unknown ? 'Binary, or too large to be read.' : 'Its name or mode is changed, and no line.'}
      </p>`
    const segments = this.segments()
    const rest = segments.length - this.shown
    return html`<div class="rows" role="table" aria-label=${`${file.path}: #${this.a} and #${this.b}`}>
        ${segments.slice(0, this.shown).map((segment) => ('row' in segment ? this.renderRow(segment.row) : this.renderRun(segment)))}
      </div>
      ${
        rest > 0
          ? html`<p class="more">
              <button @click=${this.showMore}>Show ${count(Math.min(rest, window * 4), 'more line')}</button>
            </p>`
          : nothing
      }
      ${file.more > 0 && rest <= 0 ? html`<p class="note">${count(file.more, 'more line')} on GitHub.</p>` : nothing}`
  }

  private segments(): Segment[] {
    const { rows } = this.file
    if (this.whole) return rows.map((row) => ({ row }))
    return foldRows(rows).flatMap((segment) =>
      'rows' in segment && this.unfolded.has(segment.from) ? segment.rows.map((row) => ({ row })) : [segment],
    )
  }

  private renderRun({ rows, from }: Extract<Segment, { from: number }>) {
    const changed = rows.filter(({ shared }) => shared).length
    const what = changed > 0 ? count(changed, 'identical line') : count(rows.length, 'unchanged line')
    return html`<div role="row" class="run"><div role="cell">
      <button @click=${() => this.unfold(from)}>${what}</button>
    </div></div>`
  }

  private unfold(from: number) {
    this.unfolded = new Set([...this.unfolded, from])
  }

  private renderRow(row: AlignedRow) {
    const same = isSame(row)
    return html`<div
      role="row"
      class="row ${row.gap ? 'gap' : ''} ${row.shared ? 'shared' : ''} ${same ? 'same' : ''}"
    >
      ${this.renderCell(row.a, this.a, row.shared)} ${this.renderCell(row.b, this.b, row.shared)}
    </div>`
  }

  private renderCell(line: AlignedLine | null, pull: number, shared: boolean) {
    if (line === null) return html`<div role="cell" class="cell none"></div>`
    const kind = line.sign === '+' ? 'add' : line.sign === '-' ? 'remove' : ''
    return html`<div role="cell" class="cell ${kind !== '' && !shared ? 'only' : ''} ${kind}"
      ><span class="at number"><span class="line">${line.at}</span><span class="whose">#${pull}</span></span
      ><span class="sign">${line.sign === '-' ? '−' : line.sign}</span
      ><bdi>${visibleText(line.text.replace(/\t/g, '    '))}</bdi></div
    >`
  }

  private onToggle(event: Event) {
    this.open = (event.currentTarget as HTMLDetailsElement).open
  }

  private showMore() {
    this.shown += window * 4
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-aligned-file': AlignedFileView
  }
}
