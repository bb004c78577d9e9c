import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ShownEdge } from '../../domain/answers.ts'
import type { Remainder } from '../../domain/pair.ts'
import { repositoryPath } from '../../markup/repository-path.ts'
import { shownCode, shownText } from '../../markup/shown-text.ts'
import { pairWords } from '../../words/categories.ts'
import { number } from '../../words/numbers.ts'
import { ownVerdictsSentence } from '../../words/own-verdicts.ts'
import { evidenceTexts } from '../../words/page-texts/evidence.ts'
import { andMore } from '../../words/page-texts/frame.ts'
import './pair-mark.ts'
import './signals.ts'
import './verdict.ts'
import { baseStyle, foldStyle } from '../../markup/style.ts'
import { evidenceStyle } from './evidence-style.ts'

/**
 * What one pair has in common and what not, in the order in which a maintainer checks it: reasons, change, remainder,
 * numbers.
 */
@customElement('claw-evidence')
export class PairEvidence extends LitElement {
  static override styles = [baseStyle, foldStyle, evidenceStyle]

  @property({ attribute: false }) edge: ShownEdge | null = null
  /**
   * Whose pair it is: then it can be read in full, and judged. Empty on the page of the pair, which has both already.
   */
  @property() owner = ''
  @property() repo = ''
  /** Unfolded from the start. */
  @property({ type: Boolean }) open = false

  /** Focuses what unfolds it, for those who walk the pairs by keys. */
  override focus() {
    this.renderRoot.querySelector('summary')?.focus()
  }

  override render() {
    const { edge } = this
    if (edge === null) return nothing
    const { evidence, a, b } = edge
    return html`
      <details ?open=${this.open} @toggle=${this.keepFold}>
      <summary>
        <h3 class="number">${evidenceTexts.pair(a, b)}${this.renderGist()}</h3>
        <claw-pair-mark plain .edge=${edge}></claw-pair-mark>
      </summary>
      <ul class="reasons">
        ${
          evidence.reasons.length === 0
            ? html`<li>${pairWords(edge).claim}</li>`
            : evidence.reasons.map((reason) => html`<li>${shownText(reason)}</li>`)
        }
        ${evidence.ownVerdicts === undefined ? nothing : html`<li>${ownVerdictsSentence(edge)}</li>`}
        <li>${evidenceTexts.first(evidence.first.number, evidence.first.by)}</li>
      </ul>
      ${renderContainment(edge)}
      <div class="columns">
        ${renderShared(edge)} ${renderRemainder(a, evidence.onlyA)} ${renderRemainder(b, evidence.onlyB)}
      </div>
      ${evidence.whyNotHigher ? html`<p class="higher">${shownText(evidence.whyNotHigher)}</p>` : nothing}
      <claw-signals .signals=${edge.signals}></claw-signals>
      ${this.owner === '' ? nothing : this.renderActions()}
      </details>
    `
  }

  /** The property follows the reader, so that setting it anew is seen. */
  private keepFold(event: Event) {
    this.open = (event.currentTarget as HTMLDetailsElement).open
  }

  private renderActions() {
    const { a, b, verdict } = this.edge!
    const { owner, repo } = this
    return html`<p class="compare">
        <a href=${repositoryPath(owner, repo, 'compare', `${a}...${b}`)}>${evidenceTexts.compare}</a>
      </p>
      <claw-verdict .owner=${owner} .repo=${repo} .a=${a} .b=${b} .verdict=${verdict}></claw-verdict>`
  }

  /** The deciding reason, to choose by which pair to unfold. */
  private renderGist() {
    const [reason] = this.edge!.evidence.reasons
    return reason === undefined ? nothing : html`<span>${shownText(reason)}</span>`
  }
}

function renderContainment({ a, b, evidence: { containment } }: ShownEdge) {
  const line = (inner: number, outer: number, share: number | null) =>
    share === null
      ? nothing
      : html`<li>
          <span class="number">${evidenceTexts.contains(outer, share, inner)}</span>
          <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect width=${Math.round(share * 100)} height="8"></rect>
          </svg>
        </li>`
  if (containment.aInB === null && containment.bInA === null) return nothing
  return html`<ul class="contain" aria-label=${evidenceTexts.containment}>
    ${line(a, b, containment.aInB)} ${line(b, a, containment.bInA)}
  </ul>`
}

function renderShared({ evidence }: ShownEdge) {
  const facts = [
    paths(evidenceTexts.files, evidence.sharedProductionPaths),
    lines('added', '+', evidence.sharedAddedLines),
    lines('removed', '−', evidence.sharedRemovedLines),
    codes(evidenceTexts.symbols, evidence.sharedSymbols),
    paths(evidenceTexts.tests, evidence.sharedTests),
    paths(evidenceTexts.docs, evidence.sharedDocs),
    codes(evidenceTexts.issues, evidence.sharedIssues),
  ].filter((fact) => fact !== null)
  return html`<section>
    <h4>${evidenceTexts.inBoth}</h4>
    ${facts.length === 0 ? html`<p class="faint">${evidenceTexts.nothingListed}</p>` : html`<dl>${facts}</dl>`}
  </section>`
}

function renderRemainder(pull: number, only: Remainder) {
  const facts = [
    paths(evidenceTexts.files, only.productionFiles),
    paths(evidenceTexts.tests, only.testFiles),
    paths(evidenceTexts.docs, only.docsFiles),
    only.addedLines + only.removedLines > 0
      ? html`<div>
          <dt>${evidenceTexts.lines}</dt>
          <dd class="number">+${number(only.addedLines)} −${number(only.removedLines)}</dd>
        </div>`
      : null,
  ].filter((fact) => fact !== null)
  return html`<section>
    <h4 class="number">${evidenceTexts.onlyIn(pull)}</h4>
    ${facts.length === 0 ? html`<p class="faint">${evidenceTexts.nothing}</p>` : html`<dl>${facts}</dl>`}
  </section>`
}

function paths(label: string, all: readonly string[]): TemplateResult | null {
  if (all.length === 0) return null
  return html`<div>
    <dt>${label}</dt>
    ${all.map((path) => html`<dd>${shownCode(path)}</dd>`)}
  </div>`
}

function codes(label: string, all: readonly string[]): TemplateResult | null {
  if (all.length === 0) return null
  return html`<div>
    <dt>${label}</dt>
    <dd>${all.map((code, i) => html`${i > 0 ? ', ' : nothing}${shownCode(code)}`)}</dd>
  </div>`
}

function lines(
  word: 'added' | 'removed',
  sign: string,
  shared: { count: number; lines: string[] },
): TemplateResult | null {
  if (shared.count === 0) return null
  const rest = shared.count - shared.lines.length
  const label = evidenceTexts.changedLines(shared.count, word)
  return html`<div>
    <dt>${label}</dt>
    <dd>
      <pre class=${word}>${shared.lines.map((line) => html`<div data-sign=${sign}>${shownCode(shorten(line))}</div>`)}</pre>
      ${rest > 0 && shared.lines.length > 0 ? html`<span class="faint">${andMore(rest)}</span>` : nothing}
    </dd>
  </div>`
}

/** A line longer than this was made by a machine; its beginning is enough to recognise it. */
const longestLine = 400

function shorten(line: string): string {
  return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-evidence': PairEvidence
  }
}
