import { Task } from '@lit/task'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { fetchJson, isAbsent } from '../api/client.ts'
import { apiPath } from '../api/paths.ts'
import type { SetDetail, VerdictAnswer } from '../api/types.ts'
import '../elements/category-mark.ts'
import '../elements/copy-text.ts'
import { PairEvidence } from '../elements/evidence.ts'
import '../elements/failure.ts'
import '../elements/member-list.ts'
import '../elements/score.ts'
import '../elements/set-graph.ts'
import { baseStyle, foldStyle } from '../elements/style.ts'
import '../elements/waiting.ts'
import '../elements/what-if.ts'
import { keeperOf } from '../../domain/keeper.ts'
import type { Edge } from '../../triage/verdict.ts'
import { setSentence } from '../../words/set-sentence.ts'
import { repositoryPath } from '../router.ts'
import { categoryWords } from '../text/categories.ts'
import { type ClosingTime, closePlan, closings, indirect, mayWait, setMarkdown } from '../text/close-plan.ts'
import { shownText } from '../text/shown-text.ts'

/** One duplicate set: its sentence, its members, and the evidence of every pair. */
@customElement('claw-set-page')
export class SetPage extends LitElement {
  static override styles = [
    baseStyle,
    foldStyle,
    css`
      .marks {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-s) var(--gap-m);
        margin-bottom: var(--gap-s);
      }
      .marks claw-score {
        margin-left: auto;
      }
      h1 {
        max-width: 52rem;
      }
      .claim {
        margin-top: var(--gap-s);
      }
      h2 {
        margin-top: var(--gap-xl);
        margin-bottom: var(--gap-s);
      }
      claw-evidence {
        padding: var(--gap-m) var(--gap-l);
        margin-top: var(--gap-m);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      @media (max-width: 30rem) {
        claw-evidence {
          padding: var(--gap-m);
        }
      }
      claw-set-graph {
        margin-top: var(--gap-l);
      }
      .export,
      claw-copy[shown] {
        margin-top: var(--gap-m);
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-s) var(--gap-l);
        margin-top: var(--gap-m);
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        color: var(--ink-soft);
      }
      .what-if {
        margin-top: var(--gap-xl);
      }
      .what-if summary {
        list-style: none;
        cursor: pointer;
      }
      .gone {
        margin-bottom: var(--gap-l);
        padding: var(--gap-m) var(--gap-l);
        border-left: 3px solid var(--good);
        background: var(--surface);
      }
      .merged {
        color: var(--merged);
        font-weight: 600;
        font-size: var(--text-s);
      }
    `,
  ]

  @property() owner = ''
  @property() repo = ''
  @property() setId = ''

  /** Whether the reader has asked what merging one makes of the others: it costs the service a second. */
  @state() private asksWhatIf = false

  /** When the close plan closes what repeats an open keeper. */
  @state() private time: ClosingTime = 'merged'

  private readonly detail = new Task(this, {
    args: () => [this.owner, this.repo, this.setId] as const,
    task: ([owner, repo, id], { signal }) =>
      fetchJson<SetDetail>(apiPath(owner, repo, 'duplicate-sets', id), {}, signal),
    onComplete: (set) => {
      this.known = set
    },
  })

  /** The set as it was last read. */
  private known: SetDetail | null = null
  /** Pairs that the reader has judged here: a word may take one out of the set, and its Undo with it. */
  private readonly judged = new Map<string, Edge>()
  /** The pairs in the order in which they came, so that none moves while it is read. */
  private readonly order = new Set<string>()

  override render() {
    return this.detail.render({
      // Read again after a word: what is there stays until the new answer comes.
      pending: () =>
        this.known !== null
          ? this.renderSet(this.known)
          : html`<h1>Duplicate set</h1>
              <claw-waiting what="the duplicate set"></claw-waiting>`,
      error: (error) =>
        this.known !== null && isAbsent(error)
          ? this.renderSet(this.known, true)
          : html`<h1>Duplicate set</h1>
              <claw-failure
                what="This duplicate set"
                .error=${error}
                @retry=${() => this.detail.run()}
              ></claw-failure>`,
      complete: (set) => this.renderSet(set),
    })
  }

  /** A word may change the set, or leave nothing of it. */
  private readonly hear = (event: CustomEvent<VerdictAnswer>) => {
    const pair = event.composedPath().find((element) => element instanceof PairEvidence)
    const edge = event.detail.edge ?? pair?.edge
    if (edge != null) this.judged.set(pairKey(edge), edge)
    void this.detail.run()
  }

  private renderSet(set: SetDetail, gone = false) {
    const inSet = new Map(set.edges.map((edge) => [pairKey(edge), edge]))
    for (const key of inSet.keys()) this.order.add(key)
    const [first] = this.order
    const edges = [...this.order].flatMap((key) => {
      const edge = gone ? (this.judged.get(key) ?? inSet.get(key)) : (inSet.get(key) ?? this.judged.get(key))
      return edge === undefined ? [] : [edge]
    })
    return html`
      ${
        gone
          ? html`<p class="gone" role="status">
              Resolved: a word has changed this set, and it is none any more. Here is what it was.
              <a href=${repositoryPath(this.owner, this.repo)}>All duplicate sets</a>
            </p>`
          : nothing
      }
      <div class="marks">
        <claw-category .category=${set.category}></claw-category>
        ${set.alreadyMerged === null ? nothing : html`<span class="merged">Already merged as #${set.alreadyMerged}</span>`}
        <claw-score .value=${set.score} .because=${set.reason}></claw-score>
      </div>
      <h1>${setSentence(set)}${set.reason === '' ? nothing : html`: ${shownText(set.reason)}`}</h1>
      <p class="soft claim">${categoryWords[set.category].claim}</p>
      <claw-set-graph .set=${set}></claw-set-graph>
      <h2>Members</h2>
      <claw-members .owner=${this.owner} .repo=${this.repo} .members=${set.members}></claw-members>
      ${this.renderIndirect(set)}
      <div class="export">
        <claw-copy
          label="Copy as Markdown"
          .text=${setMarkdown(set, set.publicPage)}
        ></claw-copy>
      </div>
      ${gone ? nothing : this.renderWhatIf(set)}
      ${gone || closings(set).length === 0 ? nothing : this.renderPlan(set)}
      <h2>Evidence</h2>
      ${
        edges.length === 0
          ? html`<p class="soft">No pair of this set has evidence to show.</p>`
          : repeat(
              edges,
              pairKey,
              (edge) => html`<claw-evidence
            .edge=${edge}
            .owner=${this.owner}
            .repo=${this.repo}
            ?open=${pairKey(edge) === first}
            @verdict-said=${this.hear}
          ></claw-evidence>`,
            )
      }
    `
  }

  private renderWhatIf(set: SetDetail) {
    if (set.members.filter(({ state }) => state === 'OPEN').length < 2) return nothing
    return html`<details
      class="what-if"
      @toggle=${({ currentTarget }: Event) => {
        this.asksWhatIf ||= (currentTarget as HTMLDetailsElement).open
      }}
    >
      <summary><h3>What if one is merged?</h3></summary>
      ${
        this.asksWhatIf
          ? html`<claw-what-if
              .from=${apiPath(this.owner, this.repo, 'duplicate-sets', set.id, 'what-if')}
            ></claw-what-if>`
          : nothing
      }
    </details>`
  }

  private renderPlan(set: SetDetail) {
    const kept = keeperOf(set).number
    const choice = (time: ClosingTime, label: string) => html`<label>
      <input
        type="radio"
        name="time"
        .checked=${this.time === time}
        @change=${() => {
          this.time = time
        }}
      />
      ${label}
    </label>`
    return html`<h2>Close plan</h2>
      <p class="soft claim">A script for you to read, change and run. ClawTriage itself closes nothing.</p>
      ${
        mayWait(set)
          ? html`<fieldset>
              <legend>When are they closed?</legend>
              ${choice('merged', `Hold until #${kept} is merged`)} ${choice('now', 'Now')}
            </fieldset>`
          : nothing
      }
      <claw-copy
        shown
        label="Copy the script"
        .text=${closePlan(set, this.owner, this.repo, set.publicPage, this.time)}
      ></claw-copy>`
  }

  private renderIndirect(set: SetDetail) {
    const members = indirect(set)
    if (members.length === 0) return nothing
    const who = members.map(({ number }) => `#${number}`).join(', ')
    return html`<p class="soft claim">
      ${who} ${members.length === 1 ? 'repeats' : 'repeat'} another of these, but ${members.length === 1 ? 'was' : 'were'} not
      found to repeat #${keeperOf(set).number} itself: look at the evidence before you close ${members.length === 1 ? 'it' : 'them'}.
    </p>`
  }
}

const pairKey = ({ a, b }: Pick<Edge, 'a' | 'b'>) => `${a}-${b}`

declare global {
  interface HTMLElementTagNameMap {
    'claw-set-page': SetPage
  }
}
