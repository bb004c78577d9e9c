import { Task } from '@lit/task'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Candidate, PullDetail } from '../../domain/answers.ts'
import { fetchJson } from '../api/client.ts'
import { PagedList } from '../api/paged-list.ts'
import { apiPath } from '../api/paths.ts'
import '../elements/candidate-row.ts'
import '../elements/channels.ts'
import '../elements/empty.ts'
import '../elements/failure.ts'
import '../elements/more.ts'
import '../elements/pull-facts.ts'
import '../elements/standing.ts'
import { baseStyle } from '../../markup/style.ts'
import '../elements/waiting.ts'
import { shownCode, shownText } from '../../markup/shown-text.ts'
import { landedSentence } from '../../words/landing.ts'
import { whyNothing } from '../../words/no-candidates.ts'
import { moment } from '../../words/numbers.ts'
import { pullTexts } from '../../words/page-texts/pulls.ts'

/** One pull request and everything it was found to be like, the strongest first, each with its evidence. */
@customElement('claw-pull-page')
export class PullPage extends LitElement {
  static override styles = [
    baseStyle,
    css`
      h1 {
        max-width: 52rem;
      }
      h1 span {
        color: var(--ink-faint);
        font-weight: 400;
      }
      claw-pull-facts {
        margin-top: var(--gap-s);
      }
      .landed {
        margin-top: var(--gap-s);
        color: var(--merged);
      }
      h2 {
        margin-top: var(--gap-xl);
        margin-bottom: var(--gap-s);
      }
    `,
  ]

  @property() owner = ''
  @property() repo = ''
  @property({ type: Number }) number = 0

  private readonly detail = new Task(this, {
    args: () => [this.owner, this.repo, this.number] as const,
    task: ([owner, repo, number], { signal }) =>
      fetchJson<PullDetail>(apiPath(owner, repo, 'pulls', number), {}, signal),
  })

  private readonly candidates = new PagedList<Candidate>(this, () => ({
    path: apiPath(this.owner, this.repo, 'pulls', this.number, 'candidates'),
    query: {},
  }))

  override render() {
    return this.detail.render({
      pending: () => html`<h1 class="number">#${this.number}</h1>
        <claw-waiting what=${pullTexts.awaited}></claw-waiting>`,
      error: (error) => html`<h1 class="number">#${this.number}</h1>
        <claw-failure what=${pullTexts.failed} .error=${error} @retry=${() => this.detail.run()}></claw-failure>`,
      complete: (pull) => html`
        <h1>${shownText(pull.title)} <span class="number">#${pull.number}</span></h1>
        <claw-pull-facts .pull=${pull}></claw-pull-facts>
        <claw-standing .pull=${pull}></claw-standing>
        ${pull.landed === null ? nothing : html`<p class="landed">${landedSentence(pull.landed)}.</p>`}
        <h2>${pullTexts.similar}</h2>
        ${this.renderCandidates(pull)}
        <h2>${pullTexts.changes}</h2>
        ${
          pull.channels === null || pull.channels.length === 0
            ? html`<p class="soft">${pull.channels === null ? pullTexts.unread : pullTexts.noFile}</p>`
            : html`<claw-channels .channels=${pull.channels}></claw-channels>`
        }
        ${pull.analysis?.degraded ? html`<p class="soft">${pullTexts.degraded}${shownText(pull.analysis.degraded)}</p>` : nothing}
        <h2>${pullTexts.heads}</h2>
        ${this.renderHeads(pull)}
      `,
    })
  }

  private renderHeads({ headSha, headFirstSeenAt, heads }: PullDetail) {
    const isRead = heads.some((head) => head.headSha === headSha)
    return html`<ol class="heads faint">
      ${
        isRead
          ? nothing
          : html`<li>${shownCode(headSha.slice(0, 12))} ${pullTexts.seen(moment(headFirstSeenAt))}</li>`
      }
      ${heads.map(
        (head) =>
          html`<li>${shownCode(head.headSha.slice(0, 12))} ${pullTexts.read(moment(head.analyzedAt), head.headSha === headSha)}</li>`,
      )}
    </ol>`
  }

  private renderCandidates(pull: PullDetail) {
    const { candidates } = this
    if (candidates.state === 'failed')
      return html`<claw-failure
        what=${pullTexts.candidatesFailed}
        .error=${candidates.error}
        @retry=${() => candidates.load()}
      ></claw-failure>`
    if (candidates.page === null)
      return html`<claw-waiting what=${pullTexts.candidatesAwaited}></claw-waiting>`
    if (candidates.items.length === 0)
      return html`<claw-empty headline=${pullTexts.nothing}>${shownText(whyNothing(pull))}</claw-empty>`
    return html`
      ${candidates.items.map(
        (candidate, i) =>
          html`<claw-candidate .owner=${this.owner} .repo=${this.repo} .candidate=${candidate} ?open=${i === 0}></claw-candidate>`,
      )}
      ${
        candidates.page.nextCursor === null
          ? nothing
          : html`<claw-more
              noun=${pullTexts.candidate}
              .shown=${candidates.items.length}
              there
              .state=${candidates.more}
              @more=${() => candidates.loadMore()}
            ></claw-more>`
      }
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-pull-page': PullPage
  }
}
