import { html, nothing } from 'lit/html.js'
import { frameTexts } from '../words/page-texts/frame.ts'
import { repositoryPath } from './repository-path.ts'
import { shownText } from './shown-text.ts'

/** A repository, and which of its pages is shown. */
interface ShownPlace {
  owner: string
  repo: string
  page: string
}

/** The section that a page of something single belongs to. */
const parents: Partial<Record<string, string>> = {
  set: 'sets',
  pair: 'sets',
  plan: 'sets',
  pull: 'pulls',
  issue: 'issues',
}

/** The upper edge of every view: brand, repository and its sections. @param place null: no repository is shown. */
export function renderTop(place: ShownPlace | null) {
  return html`<div class="top">
    <div class="place">
      <a class="brand plain" href="/" aria-label=${frameTexts.home}>
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <path
            d="M7 4v9a9 9 0 0 0 18 0V4M16 22v7"
            fill="none"
            stroke="currentColor"
            stroke-width="4"
            stroke-linecap="round"
          />
        </svg>
        <span>ClawTriage</span>
      </a>
      ${place === null ? nothing : renderRepository(place)}
    </div>
    ${place === null ? nothing : renderSections(place)}
  </div>`
}

function renderRepository({ owner, repo }: ShownPlace) {
  return html`<span class="slash" aria-hidden="true">/</span>
    <a class="repository plain" href=${repositoryPath(owner, repo)}>${shownText(`${owner}/${repo}`)}</a>`
}

function renderSections({ owner, repo, page }: ShownPlace) {
  const section = parents[page] ?? page
  const link = (name: string, path: string, label: string) => html`<li>
    <a href=${path} aria-current=${name !== section ? nothing : name === page ? 'page' : 'true'}>${label}</a>
  </li>`
  return html`<nav aria-label=${frameTexts.sections}>
    <ul>
      ${link('sets', repositoryPath(owner, repo), frameTexts.section.sets)}
      ${link('issues', repositoryPath(owner, repo, 'issues'), frameTexts.section.issues)}
      ${link('pulls', repositoryPath(owner, repo, 'pulls'), frameTexts.section.pulls)}
      ${link('scans', repositoryPath(owner, repo, 'scans'), frameTexts.section.scans)}
    </ul>
  </nav>`
}
