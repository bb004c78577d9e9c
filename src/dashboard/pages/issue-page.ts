import { Task } from '@lit/task'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { IssueGroup, ShownPull } from '../../domain/answers.ts'
import { askedSentence, groupSentence } from '../../words/keeper-words.ts'
import { fetchJson } from '../api/client.ts'
import { apiPath } from '../api/paths.ts'
import '../elements/failure.ts'
import '../elements/keeper-table.ts'
import '../elements/member-list.ts'
import { baseStyle } from '../../markup/style.ts'
import '../elements/waiting.ts'
import '../elements/what-if.ts'
import { shownText, webUrl } from '../../markup/shown-text.ts'
import { age } from '../../words/numbers.ts'
import { issueTexts } from '../../words/page-texts/issues.ts'
import { whatIfTexts } from '../../words/page-texts/what-if.ts'

/**
 * One issue: the pull requests that close it as a table to choose by, those that only mention it, and those that are
 * over.
 */
@customElement('claw-issue-page')
export class IssuePage extends LitElement {
  static override styles = [
    baseStyle,
    css`
      h1 {
        max-width: 52rem;
      }
      .claim {
        margin-top: var(--gap-s);
        max-width: 52rem;
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

  private readonly group = new Task(this, {
    args: () => [this.owner, this.repo, this.number] as const,
    task: ([owner, repo, number], { signal }) =>
      fetchJson<IssueGroup>(apiPath(owner, repo, 'issues', number), {}, signal),
  })

  override render() {
    return this.group.render({
      pending: () => html`<h1>${issueTexts.heading(this.number)}</h1>
        <claw-waiting what=${issueTexts.awaited}></claw-waiting>`,
      error: (error) => html`<h1>${issueTexts.heading(this.number)}</h1>
        <claw-failure what=${issueTexts.failed} .error=${error} @retry=${() => this.group.run()}></claw-failure>`,
      complete: (group) => this.renderGroup(group),
    })
  }

  private renderGroup(group: IssueGroup) {
    const { number, title, url, state, members, mentions, ended, closing } = group
    const page = webUrl(url)
    const more = closing - members.length
    return html`
      <h1>${issueTexts.heading(number)}${title === null ? nothing : html`: ${shownText(title)}`}</h1>
      <p class="soft claim">
        ${state === 'CLOSED' ? `${issueTexts.closed} ` : nothing}${groupSentence({ closing, mentioning: mentions.length })}
        ${page === null ? nothing : html`<a href=${page} rel="noopener noreferrer">${issueTexts.onGitHub}</a>`}
      </p>
      <p class="faint claim">${sayAsked(members)}</p>
      <claw-keeper-table .owner=${this.owner} .repo=${this.repo} .members=${members}></claw-keeper-table>
      ${more > 0 ? html`<p class="faint claim">${issueTexts.more(more)}</p>` : nothing}
      ${
        members.length < 2
          ? nothing
          : html`<h2>${whatIfTexts.heading}</h2>
              <claw-what-if
                .from=${apiPath(this.owner, this.repo, 'issues', number, 'what-if')}
                .known=${group.whatIf}
              ></claw-what-if>`
      }
      ${this.renderApart(issueTexts.mentions, mentions)} ${this.renderApart(issueTexts.ended, ended)}
    `
  }

  private renderApart(heading: string, pulls: readonly ShownPull[]) {
    if (pulls.length === 0) return nothing
    return html`<h2>${heading}</h2>
      <claw-members
        .owner=${this.owner}
        .repo=${this.repo}
        .members=${pulls.map((pull) => ({ ...pull, role: 'duplicate' as const, headSha: '' }))}
      ></claw-members>`
  }
}

/** As of when GitHub's answers are shown: the oldest of them speaks for all. */
function sayAsked(members: readonly { askedAt: string | null }[]): string {
  const [oldest] = members.flatMap(({ askedAt }) => askedAt ?? []).sort()
  const unasked = members.filter(({ askedAt }) => askedAt === null).length
  return askedSentence(oldest === undefined ? null : age(oldest, Date.now()), unasked)
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-issue-page': IssuePage
  }
}
