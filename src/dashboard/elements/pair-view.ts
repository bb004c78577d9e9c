import { html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { AlignedFile } from '../../triage/align.ts'
import type { Edge } from '../../triage/verdict.ts'
import type { Comparison, PullDetail } from '../api/types.ts'
import { differs } from '../fold-rows.ts'
import { repositoryPath } from '../router.ts'
import { changeWords } from '../text/change-words.ts'
import { shownText, visibleText } from '../text/shown-text.ts'
import { count, moment } from '../text/words.ts'
import './aligned-file.ts'
import './evidence.ts'
import { pairViewStyle } from './pair-view-style.ts'
import './pull-facts.ts'
import './standing.ts'
import { baseStyle } from './style.ts'

/**
 * Two pull requests beside each other: their facts in two short columns, what decides about them (the slot), the differences of their changes, and folded
 * at the end all that else is known.
 */
@customElement('claw-pair-view')
export class PairView extends LitElement {
  static override styles = [baseStyle, pairViewStyle]

  @property() owner = ''
  @property() repo = ''
  @property({ attribute: false }) comparison!: Comparison
  /** What is said of the pair by now. */
  @property({ attribute: false }) edge: Edge | null = null
  /** The one that makes the other needless. */
  @property({ type: Number }) kept = 0

  override render() {
    const { a, b, files, deciding, moreFiles } = this.comparison
    const same = files.filter((file) => !differs(file))
    const different = files.filter(differs)
    const shown =
      different.find((file) => file.channel === deciding && file.a !== null && file.b !== null) ??
      different[0]
    return html`
      <div class="sides">${this.renderSide(a)} ${this.renderSide(b)}</div>
      <slot></slot>
      <section class="changes" aria-label="The changes beside each other">
        <p class="faint key">
          <span class="both">in both</span><span class="added">added in one</span><span class="removed">removed in one</span>
        </p>
        ${files.length === 0 ? html`<p class="soft">Neither of them changes a file.</p>` : nothing}
        ${different.map((file) => this.renderFile(file, file === shown))}
        ${same.length === 0 ? nothing : this.renderSame(same, different.length === 0)}
        ${moreFiles > 0 ? html`<p class="faint">${count(moreFiles, 'more file')} on GitHub.</p>` : nothing}
      </section>
      <details class="rest">
        <summary>Signals, shared symbols and dates</summary>
        ${this.edge === null ? nothing : html`<claw-evidence .edge=${this.edge} open></claw-evidence>`}
        <div class="sides dates">${this.renderDates(a)} ${this.renderDates(b)}</div>
      </details>
    `
  }

  private renderFile(file: AlignedFile, open: boolean, whole = false) {
    const { a, b } = this.comparison
    return html`<claw-aligned-file
      .file=${file}
      .a=${a.number}
      .b=${b.number}
      ?open=${open}
      ?whole=${whole}
    ></claw-aligned-file>`
  }

  /** Files in which nothing differs: one line, unless there is nothing else to read. */
  private renderSame(files: readonly AlignedFile[], open: boolean) {
    const lines = files.reduce((sum, { counts }) => sum + counts.shared, 0)
    const [first] = files
    return html`<details class="same" ?open=${open}>
      <summary>${count(lines, 'identical line')} in ${count(files.length, 'file')}</summary>
      ${files.map((file) => this.renderFile(file, open && file === first, true))}
    </details>`
  }

  private renderSide(pull: PullDetail) {
    return html`<section class="side ${pull.number === this.kept ? 'kept' : ''}">
      <h2 title=${visibleText(pull.title)}>
        <a href=${repositoryPath(this.owner, this.repo, 'pulls', pull.number)}
          ><span class="id number">#${pull.number}</span>${shownText(pull.title)}</a
        >
      </h2>
      <claw-pull-facts .pull=${pull}></claw-pull-facts>
      ${pull.channels === null ? nothing : html`<p class="number">${changeWords(pull.channels)}</p>`}
      <claw-standing .pull=${pull}></claw-standing>
    </section>`
  }

  private renderDates(pull: PullDetail) {
    const fact = (name: string, time: string | null | undefined) =>
      time == null
        ? nothing
        : html`<dt>${name}</dt>
            <dd><time datetime=${time}>${moment(time)}</time></dd>`
    return html`<section>
      <h2 class="number">#${pull.number}</h2>
      <dl>
        ${fact('Opened', pull.createdAt)} ${fact('Head first seen', pull.headFirstSeenAt)}
        ${fact('First commit written', pull.analysis?.firstCommitAt)}
      </dl>
    </section>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-pair-view': PairView
  }
}
