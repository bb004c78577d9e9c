import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { IssueGroupSummary } from '../../domain/answers.ts'
import { groupSentence } from '../../words/keeper-words.ts'
import { andMore } from '../../words/page-texts/frame.ts'
import { issuesTexts, issueTexts } from '../../words/page-texts/issues.ts'
import { PagedList } from '../api/paged-list.ts'
import { apiPath } from '../api/paths.ts'
import '../elements/empty.ts'
import '../elements/failure.ts'
import '../elements/last-scan.ts'
import '../elements/member-list.ts'
import '../elements/more.ts'
import { baseStyle, listPageStyle } from '../../markup/style.ts'
import '../elements/waiting.ts'
import { repositoryPath } from '../../markup/repository-path.ts'
import { shownText } from '../../markup/shown-text.ts'

/** A row of a larger group would push the next one off the screen. */
const mostPulls = 8

/**
 * Issues that several open pull requests close, each with those pull requests: the code may differ, the choice is one.
 */
@customElement('claw-issues-page')
export class IssuesPage extends LitElement {
  static override styles = [
    baseStyle,
    listPageStyle,
    css`
      .intro {
        max-width: 44rem;
        margin: var(--gap-s) 0 var(--gap-l);
      }
      article {
        padding: var(--gap-l) 0;
        border-top: 1px solid var(--line);
      }
      h2 a {
        color: inherit;
      }
      claw-members {
        margin-top: 0.6rem;
      }
      .rest {
        margin-top: 0.4rem;
      }
    `,
  ]

  @property() owner = ''
  @property() repo = ''

  private readonly list = new PagedList<IssueGroupSummary>(this, () => ({
    path: apiPath(this.owner, this.repo, 'issues'),
    query: {},
  }))

  override render() {
    return html`
      <h1>${issuesTexts.heading}</h1>
      <claw-last-scan
        .owner=${this.owner}
        .repo=${this.repo}
        @scan-ended=${() => this.list.load(this.list.items.length)}
      ></claw-last-scan>
      <p class="soft intro">${issuesTexts.intro}</p>
      <div class="list" aria-busy=${this.list.state === 'waiting'}>${this.renderList()}</div>
    `
  }

  private renderList() {
    const { list, owner, repo } = this
    if (list.state === 'failed')
      return html`<claw-failure
        what=${issuesTexts.failed}
        .owner=${owner}
        .repo=${repo}
        .error=${list.error}
        @retry=${() => list.load()}
      ></claw-failure>`
    if (list.page === null) return html`<claw-waiting what=${issuesTexts.awaited}></claw-waiting>`
    if (list.items.length === 0)
      return html`<claw-empty headline=${issuesTexts.none}
        >${issuesTexts.noneWhy}</claw-empty
      >`
    return html`
      ${list.items.map((group) => this.renderGroup(group))}
      <claw-more
        noun=${issuesTexts.noun}
        .shown=${list.items.length}
        ?there=${list.page.nextCursor !== null}
        .state=${list.more}
        @more=${() => list.loadMore()}
      ></claw-more>
    `
  }

  private renderGroup(group: IssueGroupSummary) {
    const { owner, repo } = this
    const { number, title, pulls, closing } = group
    const shown = pulls.slice(0, mostPulls)
    const path = repositoryPath(owner, repo, 'issues', number)
    return html`<article>
      <h2>
        <a data-row href=${path}>${issueTexts.heading(number)}${title === null ? nothing : html`: ${shownText(title)}`}</a>
      </h2>
      <p class="soft">${groupSentence(group)}</p>
      <claw-members
        .owner=${owner}
        .repo=${repo}
        .members=${shown.map((pull) => ({ ...pull, role: 'duplicate' as const, headSha: '' }))}
      ></claw-members>
      ${closing > shown.length ? html`<p class="faint rest">${andMore(closing - shown.length)}</p>` : nothing}
    </article>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-issues-page': IssuesPage
  }
}
