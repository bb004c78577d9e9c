import { Task } from '@lit/task'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { AlignedFile } from '../../triage/align.ts'
import type { Edge } from '../../triage/verdict.ts'
import { fetchJson } from '../api/client.ts'
import { apiPath } from '../api/paths.ts'
import type { Comparison, PullDetail, VerdictAnswer } from '../api/types.ts'
import '../elements/aligned-file.ts'
import '../elements/evidence.ts'
import '../elements/failure.ts'
import '../elements/pull-facts.ts'
import '../elements/pair-mark.ts'
import '../elements/standing.ts'
import '../elements/verdict.ts'
import { baseStyle } from '../elements/style.ts'
import '../elements/waiting.ts'
import { differs } from '../fold-rows.ts'
import { repositoryPath } from '../router.ts'
import { changeWords } from '../text/change-words.ts'
import { pairReason, pairSentence } from '../text/pair-sentence.ts'
import { shownText, visibleText } from '../text/shown-text.ts'
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
        display: -webkit-box;
        max-width: 60rem;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
      }
      .why {
        max-width: 60rem;
        margin: var(--gap-s) 0;
      }
      .dates {
        margin-top: var(--gap-m);
      }
      details.same > summary,
      details.rest > summary {
        padding: 0.6rem var(--gap-m);
        cursor: pointer;
        color: var(--ink-soft);
      }
      details.same,
      details.rest {
        margin-top: var(--gap-m);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      details.rest > :not(summary) {
        margin: 0 var(--gap-m) var(--gap-m);
      }
      .sides {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr));
        gap: var(--gap-s) var(--gap-m);
        margin: var(--gap-s) 0 var(--gap-m);
      }
      .side {
        padding: var(--gap-s) var(--gap-m);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .side.kept {
        border-color: var(--accent);
      }
      .side p {
        font-size: var(--text-s);
        color: var(--ink-soft);
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
      .side h2 {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      claw-standing {
        display: block;
        max-height: 2.2rem;
        overflow: hidden;
      }
      claw-evidence {
        display: block;
        padding: var(--gap-m) var(--gap-l);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .changes {
        margin-top: var(--gap-s);
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
    const kept = keeperOf(a, b, edge)
    const same = files.filter((file) => !differs(file))
    const different = files.filter(differs)
    const shown =
      different.find((file) => file.channel === deciding && file.a !== null && file.b !== null) ??
      different[0]
    return html`
      ${edge === null ? nothing : html`<claw-pair-mark class="marks" .edge=${edge}></claw-pair-mark>`}
      <h1>${shownText(kept.title)}</h1>
      <p class="why">
        ${pairSentence(a.number, b.number, edge)}${reason === undefined ? nothing : html`: ${shownText(reason)}`}
        ${
          edge === null
            ? '. The last scan found nothing in common that was worth showing; here are the two changes all the same.'
            : nothing
        }
      </p>
      <div class="sides">${this.renderSide(a, kept)} ${this.renderSide(b, kept)}</div>
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
      <section class="changes" aria-label="The changes beside each other">
        <p class="faint key">
          <span class="both">in both</span><span class="added">added in one</span><span class="removed">removed in one</span>
        </p>
        ${files.length === 0 ? html`<p class="soft">Neither of them changes a file.</p>` : nothing}
        ${different.map((file) => this.renderFile(file, a, b, file === shown))}
        ${same.length === 0 ? nothing : this.renderSame(same, a, b, different.length === 0)}
        ${moreFiles > 0 ? html`<p class="faint">${count(moreFiles, 'more file')} on GitHub.</p>` : nothing}
      </section>
      <details class="rest">
        <summary>Signals, shared symbols and dates</summary>
        ${edge === null ? nothing : html`<claw-evidence .edge=${edge} open></claw-evidence>`}
        <div class="sides dates">${this.renderDates(a)} ${this.renderDates(b)}</div>
      </details>
    `
  }

  private renderFile(file: AlignedFile, a: PullDetail, b: PullDetail, open: boolean, whole = false) {
    return html`<claw-aligned-file
      .file=${file}
      .a=${a.number}
      .b=${b.number}
      ?open=${open}
      ?whole=${whole}
    ></claw-aligned-file>`
  }

  /** Files in which nothing differs: one line, unless there is nothing else to read. */
  private renderSame(files: readonly AlignedFile[], a: PullDetail, b: PullDetail, open: boolean) {
    const lines = files.reduce((sum, { counts }) => sum + counts.shared, 0)
    const [first] = files
    return html`<details class="same" ?open=${open}>
      <summary>${count(lines, 'identical line')} in ${count(files.length, 'file')}</summary>
      ${files.map((file) => this.renderFile(file, a, b, open && file === first, true))}
    </details>`
  }

  private renderSide(pull: PullDetail, kept: PullDetail) {
    return html`<section class="side ${pull === kept ? 'kept' : ''}">
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

/** The side that makes the other one needless: what is merged or has landed, else what came first. */
function keeperOf(a: PullDetail, b: PullDetail, edge: Edge | null): PullDetail {
  const first = (edge?.evidence.first.number ?? Math.min(a.number, b.number)) === b.number ? b : a
  const sides = [first, first === a ? b : a]
  return sides.find(({ state }) => state === 'MERGED') ?? sides.find(({ landed }) => landed !== null) ?? first
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-pair-page': PairPage
  }
}
