import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { AlignedFile } from '../../domain/alignment.ts'
import type { Comparison } from '../../domain/answers.ts'
import { changesTexts } from '../../words/page-texts/pair.ts'
import { type Place, placeHash, readHash } from '../diff/line-link.ts'
import { keepLongLines, keepsLongLines } from '../diff/long-lines.ts'
import { differs } from '../fold-rows.ts'
import { inReadingOrder } from '../reading-order.ts'
import { AlignedFileView, type LineChosen } from './aligned-file.ts'
import { changesStyle } from './changes-style.ts'
import './file-list.ts'
import { baseStyle, controlStyle } from '../../markup/style.ts'

/**
 * A place that was gone to has been reached when it stood still for so many frames: what comes into sight is measured
 * then.
 */
const quietFrames = 5
const mostFrames = 60

/**
 * The files of two changes: what differs open below each other, what is identical folded; the keys and the addresses
 * that lead to a place in them.
 */
@customElement('claw-changes')
export class Changes extends LitElement {
  static override styles = [baseStyle, controlStyle, changesStyle]

  /** One and the same for as long as it lives. */
  @property({ attribute: false }) comparison!: Comparison
  @state() private wrap = !keepsLongLines()
  /** The file that a key has led to last. */
  private current: AlignedFileView | null = null
  private target: HTMLElement | null = null

  override connectedCallback() {
    super.connectedCallback()
    window.addEventListener('hashchange', this.followHash)
  }

  override disconnectedCallback() {
    window.removeEventListener('hashchange', this.followHash)
    super.disconnectedCallback()
  }

  override render() {
    const { a, b, files, moreFiles, deciding } = this.comparison
    const same = files.filter((file) => !differs(file))
    const different = inReadingOrder(files.filter(differs), deciding)
    if (files.length === 0) return html`<p class="soft">${changesTexts.none}</p>`
    const isOpen = ({ channel }: AlignedFile) => channel !== 'generated' || different.length === 1
    return html`
      <div class="bar faint">
        <claw-file-list
          .files=${[...different, ...same]}
          .same=${same.length}
          .a=${a.number}
          .b=${b.number}
          @file-chosen=${(event: CustomEvent<AlignedFile>) => this.go({ path: event.detail.path, line: null })}
        ></claw-file-list>
        <span class="both">${changesTexts.inBoth}</span><span class="added">${changesTexts.added}</span><span class="removed">${changesTexts.removed}</span>
        <button aria-pressed=${this.wrap ? 'true' : 'false'} @click=${this.toggleWrap}>
          ${changesTexts.wrap} <kbd aria-hidden="true">w</kbd>
        </button>
      </div>
      <div @line-chosen=${this.onLine}>
        ${different.map((file) => this.renderFile(file, isOpen(file), false, different.find(isOpen)))}
        ${
          different.length === 0
            ? same.map((file, at) => this.renderFile(file, at === 0, true, same[0]))
            : same.length === 0
              ? nothing
              : this.renderSame(same)
        }
      </div>
      ${moreFiles > 0 ? html`<p class="faint">${changesTexts.moreFiles(moreFiles)}</p>` : nothing}
    `
  }

  protected override firstUpdated(_: PropertyValues) {
    void this.followHash()
  }

  /** Takes a key that was pressed. @returns whether it means something here. */
  takeKey(key: string): boolean {
    switch (key) {
      case '[':
      case ']':
        this.step(key === ']' ? 1 : -1)
        return true
      case 'e':
        void this.findCurrent()?.toggleFolds()
        return true
      case 'w':
        this.toggleWrap()
        return true
      default:
        return false
    }
  }

  private renderFile(file: AlignedFile, open: boolean, whole = false, first?: AlignedFile) {
    const { a, b } = this.comparison
    return html`<claw-aligned-file
      .file=${file}
      .a=${a.number}
      .b=${b.number}
      .wrap=${this.wrap}
      ?open=${open}
      ?whole=${whole}
      ?first=${file === first}
    ></claw-aligned-file>`
  }

  /** Files in which nothing differs, where something else does: one line. */
  private renderSame(files: readonly AlignedFile[]) {
    const lines = files.reduce((sum, { counts }) => sum + counts.shared, 0)
    return html`<details class="same">
      <summary>${changesTexts.same(lines, files.length)}</summary>
      ${files.map((file) => this.renderFile(file, false, true))}
    </details>`
  }

  private get views(): AlignedFileView[] {
    return [...this.renderRoot.querySelectorAll('claw-aligned-file')]
  }

  /** Those that a step leads to: not what stands in something folded. */
  private get steps(): AlignedFileView[] {
    return this.views.filter((view) => view.closest('details:not([open])') === null)
  }

  /**
   * The file that is being read: the one that a key led to while it is in sight, else the one at the window's upper
   * edge, else the first below it.
   */
  private findCurrent(): AlignedFileView | undefined {
    const inSight = (view: AlignedFileView) => {
      const { top, bottom } = view.getBoundingClientRect()
      return bottom > 1 && top < window.innerHeight
    }
    if (this.current?.isConnected && inSight(this.current)) return this.current
    return this.steps.find(inSight)
  }

  private step(by: 1 | -1) {
    const { steps } = this
    const now = this.findCurrent()
    const at = now === undefined ? -1 : steps.indexOf(now)
    const { top } = now?.getBoundingClientRect() ?? { top: 0 }
    // Coming from above, the first one is the next; from inside of one, its beginning is the one before.
    const fresh = now !== this.current && top > 1
    const next = fresh ? (by === 1 ? at : at - 1) : by === -1 && top < -1 ? at : at + by
    const view = steps[Math.min(Math.max(next, 0), steps.length - 1)]
    if (view === undefined) return
    this.current = view
    view.focus()
  }

  private toggleWrap() {
    this.wrap = !this.wrap
    keepLongLines(!this.wrap)
  }

  private onLine({ detail: { file, ...line } }: LineChosen) {
    const place = { path: file.path, line }
    history.replaceState(history.state, '', placeHash(place))
    void this.go(place, false)
  }

  private readonly followHash = async () => {
    const place = readHash(location.hash)
    if (place !== null) await this.go(place)
  }

  /**
   * Shows a place: unfolds what it stands in, marks a line, and scrolls there. One that is not among the files changes
   * nothing.
   */
  private async go({ path, line }: Place, scroll = true) {
    await this.updateComplete
    const view = this.views.find(({ file }) => file.path === path)
    if (view === undefined) return
    for (
      let fold = view.closest('details');
      fold !== null;
      fold = fold.parentElement?.closest('details') ?? null
    )
      fold.open = true
    this.current = view
    if (line === null) {
      view.open = true
      await view.updateComplete
      view.focus()
      return settle(view)
    }
    const { a, b } = this.comparison
    if (line.pull !== a.number && line.pull !== b.number) return
    const row = await view.reveal({ side: line.pull === a.number ? 'a' : 'b', sign: line.sign, at: line.at })
    if (row === null) return
    this.target?.classList.remove('target')
    this.target = row
    row.classList.add('target')
    if (!scroll) return
    row.tabIndex = -1
    row.scrollIntoView({ block: 'center' })
    row.focus({ preventScroll: true })
    await settle(row)
  }
}

/**
 * Keeps a place where it was scrolled to while what is around it is drawn for the first time; the reader's own hand
 * ends it.
 */
async function settle(element: HTMLElement): Promise<void> {
  let busy = false
  const stop = () => {
    busy = true
  }
  const signs = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const
  for (const sign of signs) window.addEventListener(sign, stop, { once: true, passive: true })
  let { top } = element.getBoundingClientRect()
  for (let frames = 0, quiet = 0; frames < mostFrames && quiet < quietFrames && !busy; frames++) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    if (busy) break
    const before = top
    const block = element instanceof AlignedFileView ? 'start' : 'center'
    element.scrollIntoView({ block })
    top = element.getBoundingClientRect().top
    quiet = Math.abs(top - before) < 1 ? quiet + 1 : 0
  }
  for (const sign of signs) window.removeEventListener(sign, stop)
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-changes': Changes
  }
}
