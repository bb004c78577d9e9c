import { Task } from '@lit/task'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { ComparedPull, Comparison, ShownEdge, VerdictAnswer } from '../../domain/answers.ts'
import type { Keeper } from '../../domain/keeper.ts'
import { fetchJson } from '../api/client.ts'
import { apiPath } from '../api/paths.ts'
import '../elements/failure.ts'
import '../elements/pair-mark.ts'
import '../elements/pair-view.ts'
import '../elements/verdict.ts'
import { baseStyle } from '../../markup/style.ts'
import '../elements/waiting.ts'
import { shownText } from '../../markup/shown-text.ts'
import { pairTexts } from '../../words/page-texts/pair.ts'
import { pairReason, pairSentence } from '../../words/pair-sentence.ts'

/** The proof: two pull requests, what they have in common and what not, and their changes beside each other. */
@customElement('claw-pair-page')
export class PairPage extends LitElement {
  static override styles = [
    baseStyle,
    css`
      .marks {
        margin-bottom: var(--gap-s);
      }
      h1 {
        display: -webkit-box;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
      }
      .why {
        max-width: 80rem;
        margin: 0.2rem 0 var(--gap-s);
      }
    `,
  ]

  @property() owner = ''
  @property() repo = ''
  @property({ type: Number }) a = 0
  @property({ type: Number }) b = 0

  /** What came of the reader's own verdict: the page is not read again for it. */
  @state() private spoken: VerdictAnswer | null = null

  private readonly comparison = new Task(this, {
    args: () => [this.owner, this.repo, this.a, this.b] as const,
    task: ([owner, repo, a, b], { signal }) =>
      fetchJson<Comparison>(apiPath(owner, repo, 'compare', `${a}...${b}`), {}, signal),
  })

  override render() {
    const heading = html`<h1 class="number">${pairTexts.heading(this.a, this.b)}</h1>`
    return this.comparison.render({
      pending: () => html`${heading}<claw-waiting what=${pairTexts.awaited}></claw-waiting>`,
      error: (error) =>
        html`${heading}<claw-failure
            what=${pairTexts.failed}
            .error=${error}
            @retry=${() => this.comparison.run()}
          ></claw-failure>`,
      complete: (found) => this.renderPair(found),
    })
  }

  private renderPair(found: Comparison) {
    const { a, b } = found
    // Of a pair whose verdict was undone the comparison's own answer is there again.
    const edge = this.spoken === null ? found.edge : this.spoken.edge
    const reason = pairReason(edge)
    const kept = keeperOf(a, b, edge)
    return html`
      ${edge === null ? nothing : html`<claw-pair-mark class="marks" .edge=${edge}></claw-pair-mark>`}
      <h1>${shownText(kept.title)}</h1>
      <p class="why">
        ${pairSentence(a.number, b.number, edge, { number: kept.number, fate: fateOf(kept) })}${reason === undefined ? nothing : html`: ${shownText(reason)}`}
        ${edge === null ? pairTexts.nothingFound : nothing}
      </p>
      <claw-pair-view
        .owner=${this.owner}
        .repo=${this.repo}
        .comparison=${found}
        .edge=${edge}
        .kept=${kept.number}
      >
        <claw-verdict
          .owner=${this.owner}
          .repo=${this.repo}
          .a=${Math.min(a.number, b.number)}
          .b=${Math.max(a.number, b.number)}
          .verdict=${edge?.verdict}
          @verdict-given=${(event: CustomEvent<VerdictAnswer>) => {
            this.spoken = event.detail
          }}
        ></claw-verdict>
      </claw-pair-view>
    `
  }
}

/** The side that makes the other one needless: what is merged or has landed, else what came first. */
function keeperOf(a: ComparedPull, b: ComparedPull, edge: ShownEdge | null): ComparedPull {
  const first = (edge?.evidence.first.number ?? Math.min(a.number, b.number)) === b.number ? b : a
  const sides = [first, first === a ? b : a]
  return sides.find(({ state }) => state === 'MERGED') ?? sides.find(({ landed }) => landed !== null) ?? first
}

const fateOf = ({ state, landed }: ComparedPull): Keeper['fate'] =>
  state === 'MERGED' ? 'merged' : landed !== null ? 'landed' : 'ahead'

declare global {
  interface HTMLElementTagNameMap {
    'claw-pair-page': PairPage
  }
}
