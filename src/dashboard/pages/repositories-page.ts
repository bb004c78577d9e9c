import { css, html, LitElement, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import type { Repository } from '../../domain/answers.ts'
import { PagedList } from '../api/paged-list.ts'
import '../elements/command.ts'
import '../elements/failure.ts'
import '../elements/more.ts'
import '../elements/scan-status.ts'
import { baseStyle } from '../../markup/style.ts'
import '../elements/waiting.ts'
import { repositoryPath } from '../../markup/repository-path.ts'
import { shownText } from '../../markup/shown-text.ts'
import { repositoriesTexts } from '../../words/page-texts/repositories.ts'
import { triggerCommand } from '../../words/trigger-command.ts'

/** Every repository that was scanned; before the first scan, the command that makes one. */
@customElement('claw-repositories-page')
export class RepositoriesPage extends LitElement {
  static override styles = [
    baseStyle,
    css`
      ul {
        margin-top: var(--gap-l);
      }
      li {
        padding: var(--gap-l) 0;
        border-top: 1px solid var(--line);
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0.2rem var(--gap-l);
        align-items: baseline;
      }
      claw-scan-status {
        grid-column: 1;
      }
      .counts {
        color: var(--ink-soft);
        text-align: right;
      }
      @media (max-width: 40rem) {
        li {
          grid-template-columns: minmax(0, 1fr);
        }
        .counts {
          text-align: left;
        }
      }
      .first {
        max-width: 38rem;
        margin: clamp(0rem, 6vh, 4rem) auto 0;
        display: grid;
        gap: var(--gap-m);
      }
      .first ol {
        display: grid;
        gap: var(--gap-m);
        margin-top: var(--gap-m);
      }
      .first li {
        display: block;
        padding: 0;
        border: 0;
      }
      .first li p {
        margin-bottom: var(--gap-s);
      }
    `,
  ]

  private readonly list = new PagedList<Repository>(this, () => ({ path: '/api/repos', query: {} }))

  override render() {
    const { list } = this
    if (list.state === 'failed')
      return html`<h1>${repositoriesTexts.heading}</h1>
        <claw-failure what=${repositoriesTexts.failed} .error=${list.error} @retry=${() => list.load()}></claw-failure>`
    if (list.page === null)
      return html`<h1>${repositoriesTexts.heading}</h1>
        <claw-waiting what=${repositoriesTexts.awaited}></claw-waiting>`
    if (list.items.length === 0) return this.renderFirstRun()
    return html`<h1>${repositoriesTexts.heading}</h1>
      <ul>
        ${list.items.map((repository) => this.renderRepository(repository))}
      </ul>
      ${
        list.page.nextCursor === null
          ? nothing
          : html`<claw-more
              noun=${repositoriesTexts.noun}
              plural=${repositoriesTexts.plural}
              .shown=${list.items.length}
              there
              .state=${list.more}
              @more=${() => list.loadMore()}
            ></claw-more>`
      }`
  }

  private renderRepository(repository: Repository) {
    const { owner, name, lastScan } = repository
    return html`<li>
      <h2><a data-row href=${repositoryPath(owner, name)}>${shownText(`${owner}/${name}`)}</a></h2>
      <p class="counts number">
        ${mayBeCounted(repository) ? repositoriesTexts.sets(repository.duplicateSets) : nothing}
      </p>
      ${
        lastScan === null
          ? html`<p class="soft">${repositoriesTexts.never}</p>`
          : html`<claw-scan-status
              .scan=${lastScan}
              .outlook=${{ openPulls: repository.openPulls }}
            ></claw-scan-status>`
      }
    </li>`
  }

  private renderFirstRun() {
    return html`<div class="first">
      <h1>${repositoriesTexts.first}</h1>
      <p class="soft">${repositoriesTexts.about}</p>
      <ol>
        <li>
          <p>
            ${repositoriesTexts.ask.before}<code>PUBLIC_SCAN_ALLOWED_REPOS</code>${repositoriesTexts.ask.after}
          </p>
          <claw-command line=${triggerCommand('owner', 'repository', location.origin)}></claw-command>
        </li>
        <li>
          <p>${repositoriesTexts.orStop}</p>
          <claw-command line="npm run scan -- owner/repository --serve"></claw-command>
        </li>
      </ol>
    </div>`
  }
}

/** Before the first scan is done nothing was compared: a 0 would say that there are no duplicates. */
const mayBeCounted = ({ duplicateSets, comparedAt }: Repository) => duplicateSets > 0 || comparedAt !== null

declare global {
  interface HTMLElementTagNameMap {
    'claw-repositories-page': RepositoriesPage
  }
}
