import { css, html, LitElement, nothing, svg } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { SetDetail, ShownEdge } from '../../domain/answers.ts'
import { baseStyle } from '../../markup/style.ts'
import { percent } from '../../words/numbers.ts'
import { setGraphTexts } from '../../words/page-texts/set.ts'

/** A picture of more is a tangle; the pairs below say the same. */
const mostMembers = 12
const rowHeight = 46
const width = 560
const left = 96
const right = 380
/** All but this share of one change is in the other. */
const wholly = 0.95

/**
 * How the members of a set are alike: the suggested original at the left, a line for each pair, an arrow from what is
 * contained to what contains it.
 */
@customElement('claw-set-graph')
export class SetGraph extends LitElement {
  static override styles = [
    baseStyle,
    css`
      figure {
        overflow-x: auto;
      }
      svg {
        display: block;
        width: min(100%, 36rem);
        height: auto;
        font: 500 14px var(--sans);
      }
      text {
        fill: var(--ink);
        dominant-baseline: middle;
      }
      text.share {
        fill: var(--ink-soft);
        font-size: 12px;
        font-weight: 400;
        text-anchor: middle;
      }
      text.node {
        text-anchor: middle;
      }
      rect {
        fill: var(--surface);
        stroke: var(--line-strong);
      }
      rect.original {
        stroke: var(--accent);
        stroke-width: 2;
      }
      rect.label {
        fill: var(--paper);
        stroke: none;
      }
      path {
        fill: none;
        stroke: var(--related);
      }
      path.SAME_CHANGE {
        stroke: var(--same-change);
      }
      path.SAME_FEATURE {
        stroke: var(--same-feature);
      }
      path.COMPETING_IMPLEMENTATION {
        stroke: var(--competing);
      }
      marker path {
        fill: var(--ink-soft);
        stroke: none;
      }
    `,
  ]

  @property({ attribute: false }) set!: SetDetail

  override render() {
    const { set } = this
    if (set.members.length > mostMembers || set.edges.length === 0) return nothing
    const others = set.members.filter(({ number }) => number !== set.original)
    const height = Math.max(others.length, 1) * rowHeight + 10
    const middle = height / 2
    const placeOf = new Map(others.map(({ number }, at) => [number, 5 + rowHeight * (at + 0.5)]))
    placeOf.set(set.original, middle)
    return html`<figure>
      <svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${this.describe()}>
        <defs>
          <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerUnits="userSpaceOnUse" markerWidth="10" markerHeight="10" orient="auto-start-reverse">
            <path d="M0 0 L8 4 L0 8 z"></path>
          </marker>
        </defs>
        ${set.edges.map((edge) => this.renderEdge(edge, placeOf))}
        ${[...placeOf].map(([number, y]) => this.renderNode(number, y))}
      </svg>
    </figure>`
  }

  private renderNode(number: number, y: number) {
    const isOriginal = number === this.set.original
    const x = isOriginal ? left : right
    return svg`<rect class=${isOriginal ? 'original' : ''} x=${x - 44} y=${y - 14} width="88" height="28" rx="14"></rect>
      <text class="node" x=${x} y=${y + 1}>#${number}</text>`
  }

  private renderEdge(edge: ShownEdge, placeOf: ReadonlyMap<number, number>) {
    const { a, b, category, score } = edge
    const touches = a === this.set.original || b === this.set.original
    const [from, to] = a === this.set.original ? [a, b] : b === this.set.original ? [b, a] : [a, b]
    const [y1, y2] = [placeOf.get(from), placeOf.get(to)]
    if (y1 === undefined || y2 === undefined) return nothing
    // Lines between neighbours stay inside of those that go further.
    const bulge = right + 60 + Math.min(Math.abs(y2 - y1) / rowHeight, 5) * 22
    const path = touches
      ? `M${left + 46} ${y1} L${right - 48} ${y2}`
      : `M${right + 46} ${y1} C${bulge} ${y1} ${bulge} ${y2} ${right + 46} ${y2}`
    const { aInB, bInA } = edge.evidence.containment
    const [fromInTo, toInFrom] = from === a ? [aInB, bInA] : [bInA, aInB]
    const share = Math.max(aInB ?? 0, bInA ?? 0)
    const [x, y] = [(left + right) / 2 + 40, y1 + (y2 - y1) * 0.64]
    return svg`<path
        class=${category}
        d=${path}
        stroke-width=${1 + score * 2}
        marker-end=${(fromInTo ?? 0) >= wholly ? 'url(#arrow)' : nothing}
        marker-start=${(toInFrom ?? 0) >= wholly ? 'url(#arrow)' : nothing}
      ></path>
      ${
        touches && share > 0
          ? svg`<rect class="label" x=${x - 20} y=${y - 9} width="40" height="18" rx="4"></rect>
              <text class="share" x=${x} y=${y}>${percent(share)}</text>`
          : nothing
      }`
  }

  private describe(): string {
    return this.set.edges
      .map(({ a, b, evidence: { containment } }) => {
        const { aInB, bInA } = containment
        if (aInB === null || bInA === null) return setGraphTexts.alike(a, b)
        return aInB >= bInA ? setGraphTexts.has(b, aInB, a) : setGraphTexts.has(a, bInA, b)
      })
      .join('; ')
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-set-graph': SetGraph
  }
}
