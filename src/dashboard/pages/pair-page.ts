import { Task } from '@lit/task'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { fetchJson } from '../api/client.ts'
import { apiPath } from '../api/paths.ts'
import type { Comparison, PullDetail, VerdictAnswer } from '../api/types.ts'
import '../elements/aligned-file.ts'
import '../elements/evidence.ts'
import '../elements/failure.ts'
import '../elements/pull-facts.ts'
import '../elements/pair-mark.ts'
import '../elements/verdict.ts'
import { baseStyle } from '../elements/style.ts'
import '../elements/waiting.ts'
import { repositoryPath } from '../router.ts'
import { pairReason, pairSentence } from '../text/pair-sentence.ts'
import { shownText } from '../text/shown-text.ts'
import { count, moment } from '../text/words.ts'

/** The proof: two pull requests, what they have in common and what not, and their changes beside each other. */
@customElement('claw-pair-page')
export class PairPage extends LitElement {
  static override styles = [
    baseStyle,
    css`
      :host {
        container-type: inline-size;
      }
      .marks {
        margin-bottom: var(--gap-s);
      }
      h1 {
        max-width: 52rem;
      }
      .sides {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr));
        gap: var(--gap-m);
        margin: var(--gap-l) 0;
      }
      .side {
        padding: var(--gap-m);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .side h2 {
        font-size: var(--text-m);
      }
      .side h2 a {
        color: var(--ink);
      }
      .id {
        color: var(--accent);
        margin-right: 0.4rem;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.1rem var(--gap-m);
        margin-top: var(--gap-s);
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
      claw-verdict {
        margin-bottom: var(--gap-m);
      }
      claw-evidence {
        display: block;
        padding: var(--gap-m) var(--gap-l);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .changes {
        margin-top: var(--gap-xl);
      }
      .key {
        display: flex;
        flex-wrap: wrap;
        gap: 0.2rem var(--gap-m);
        margin-top: 0.3rem;
      }
      .key span::before {
        content: '';
        display: inline-block;
        width: 0.8rem;
        height: 0.8rem;
        margin-right: 0.35rem;
        border: 1px solid var(--line);
        border-radius: 2px;
        vertical-align: -0.1rem;
      }
      .both::before {
        background: var(--sunken);
      }
      .added::before {
        background: var(--good-wash);
      }
      .removed::before {
        background: var(--bad-wash);
      }
    `,
  ]

  @property() owner = ''
  @property() repo = ''
  @property({ type: Number }) a = 0
  @property({ type: Number }) b = 0

  /** What came of the reader's own word: the page is not read again for it. */
  @state() private spoken: VerdictAnswer | null = null

  private readonly comparison = new Task(this, {
    args: () => [this.owner, this.repo, this.a, this.b] as const,
    task: ([owner, repo, a, b], { signal }) =>
      fetchJson<Comparison>(apiPath(owner, repo, 'compare', `${a}...${b}`), {}, signal),
  })

  override render() {
    const heading = html`<h1 class="number">#${this.a} and #${this.b}</h1>`
    return this.comparison.render({
      pending: () => html`${heading}<claw-waiting what="the two changes"></claw-waiting>`,
      error: (error) =>
        html`${heading}<claw-failure
            what="This comparison"
            .error=${error}
            @retry=${() => this.comparison.run()}
          ></claw-failure>`,
      complete: (found) => this.renderPair(found),
    })
  }

  private renderPair({ a, b, edge: found, files, deciding, moreFiles }: Comparison) {
    // Of a pair whose word was taken back the comparison's own answer is there again.
    const edge = this.spoken === null ? found : this.spoken.edge
    const reason = pairReason(edge)
    return html`
      ${edge === null ? nothing : html`<claw-pair-mark class="marks" .edge=${edge}></claw-pair-mark>`}
      <h1>${pairSentence(a.number, b.number, edge)}${reason === undefined ? nothing : html`: ${shownText(reason)}`}</h1>
      <div class="sides">${this.renderSide(a)} ${this.renderSide(b)}</div>
      <claw-verdict
        .owner=${this.owner}
        .repo=${this.repo}
        .a=${Math.min(a.number, b.number)}
        .b=${Math.max(a.number, b.number)}
        .said=${edge?.verdict}
        @verdict-said=${(event: CustomEvent<VerdictAnswer>) => {
          this.spoken = event.detail
        }}
      ></claw-verdict>
      ${
        edge === null
          ? html`<p class="soft">
              The last scan found nothing in common that was worth showing. Here are the two changes all the same.
            </p>`
          : html`<claw-evidence .edge=${edge} open></claw-evidence>`
      }
      <section class="changes">
        <h2>The changes beside each other</h2>
        <p class="faint key">
          <span class="both">in both</span><span class="added">added in one</span><span class="removed">removed in one</span>
        </p>
        ${files.length === 0 ? html`<p class="soft">Neither of them changes a file.</p>` : nothing}
        ${files.map(
          (file) =>
            html`<claw-aligned-file
              .file=${file}
              .a=${a.number}
              .b=${b.number}
              ?open=${file.channel === deciding && file.a !== null && file.b !== null}
            ></claw-aligned-file>`,
        )}
        ${moreFiles > 0 ? html`<p class="faint">${count(moreFiles, 'more file')} on GitHub.</p>` : nothing}
      </section>
    `
  }

  private renderSide(pull: PullDetail) {
    const fact = (name: string, time: string | null | undefined) =>
      time == null
        ? nothing
        : html`<dt>${name}</dt>
            <dd><time datetime=${time}>${moment(time)}</time></dd>`
    return html`<section class="side">
      <h2>
        <a href=${repositoryPath(this.owner, this.repo, 'pulls', pull.number)}
          ><span class="id number">#${pull.number}</span>${shownText(pull.title)}</a
        >
      </h2>
      <claw-pull-facts .pull=${pull}></claw-pull-facts>
      <dl>
        ${fact('Opened', pull.createdAt)} ${fact('Head first seen', pull.headFirstSeenAt)}
        ${fact('First commit written', pull.analysis?.firstCommitAt)}
      </dl>
    </section>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-pair-page': PairPage
  }
}
