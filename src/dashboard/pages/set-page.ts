import { Task } from '@lit/task'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { fetchJson } from '../api/client.ts'
import { apiPath } from '../api/paths.ts'
import type { SetDetail } from '../api/types.ts'
import '../elements/category-mark.ts'
import '../elements/copy-text.ts'
import '../elements/evidence.ts'
import '../elements/failure.ts'
import '../elements/member-list.ts'
import '../elements/score.ts'
import '../elements/set-graph.ts'
import { baseStyle } from '../elements/style.ts'
import '../elements/waiting.ts'
import { setSentence } from '../../triage/set-sentence.ts'
import { categoryWords } from '../text/categories.ts'
import { closable, closePlan, indirect, setMarkdown } from '../text/close-plan.ts'
import { shownText } from '../text/shown-text.ts'

/** One duplicate set: its sentence, its members, and the evidence of every pair. */
@customElement('claw-set-page')
export class SetPage extends LitElement {
  static override styles = [
    baseStyle,
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

  private readonly detail = new Task(this, {
    args: () => [this.owner, this.repo, this.setId] as const,
    task: ([owner, repo, id], { signal }) =>
      fetchJson<SetDetail>(apiPath(owner, repo, 'duplicate-sets', id), {}, signal),
  })

  override render() {
    return this.detail.render({
      pending: () => html`<h1>Duplicate set</h1>
        <claw-waiting what="the duplicate set"></claw-waiting>`,
      error: (error) => html`<h1>Duplicate set</h1>
        <claw-failure what="This duplicate set" .error=${error} @retry=${() => this.detail.run()}></claw-failure>`,
      complete: (set) => this.renderSet(set),
    })
  }

  private renderSet(set: SetDetail) {
    return html`
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
          .text=${setMarkdown(set, setSentence(set), this.owner, this.repo, location.origin)}
        ></claw-copy>
      </div>
      ${
        closable(set).length === 0
          ? nothing
          : html`<h2>Close plan</h2>
              <p class="soft claim">A script for you to read, change and run. ClawTriage itself closes nothing.</p>
              <claw-copy shown label="Copy the script" .text=${closePlan(set, this.owner, this.repo, location.origin)}></claw-copy>`
      }
      <h2>Evidence</h2>
      ${
        set.edges.length === 0
          ? html`<p class="soft">No pair of this set has evidence to show.</p>`
          : set.edges.map(
              (edge, i) => html`<claw-evidence
            .edge=${edge}
            .owner=${this.owner}
            .repo=${this.repo}
            ?open=${i === 0}
          ></claw-evidence>`,
            )
      }
    `
  }

  private renderIndirect(set: SetDetail) {
    const members = indirect(set)
    if (members.length === 0) return nothing
    const who = members.map(({ number }) => `#${number}`).join(', ')
    return html`<p class="soft claim">
      ${who} ${members.length === 1 ? 'repeats' : 'repeat'} another of these, but ${members.length === 1 ? 'was' : 'were'} not
      found to repeat #${set.original} itself: look at the evidence before you close ${members.length === 1 ? 'it' : 'them'}.
    </p>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-set-page': SetPage
  }
}
