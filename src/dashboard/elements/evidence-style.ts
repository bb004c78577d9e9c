import { css } from 'lit'

/** How a pair's evidence is laid out: one column on a phone, three beside each other where there is room. */
export const evidenceStyle = css`
  :host {
    container-type: inline-size;
  }
  summary {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem var(--gap-m);
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  h3 {
    flex: 1 1 12rem;
    min-width: 0;
  }
  h3 span {
    margin-left: 0.6rem;
    font-weight: 400;
    color: var(--ink-soft);
  }
  details[open] h3 span {
    display: none;
  }
  .reasons {
    margin-top: var(--gap-s);
    display: grid;
    gap: 0.15rem;
    max-width: 46rem;
  }
  .reasons li:first-child {
    font-weight: 500;
  }
  .reasons li:not(:first-child) {
    color: var(--ink-soft);
    font-size: var(--text-m);
  }
  .compare {
    margin: var(--gap-m) 0 var(--gap-s);
    font-size: var(--text-m);
  }
  .contain {
    display: grid;
    gap: 0.35rem;
    max-width: 38rem;
    margin-top: var(--gap-m);
    font-size: var(--text-s);
    color: var(--ink-soft);
  }
  .contain li {
    display: grid;
    grid-template-columns: minmax(7rem, 13rem) 1fr;
    align-items: center;
    gap: var(--gap-m);
  }
  .contain svg {
    width: 100%;
    height: 0.5rem;
    border-radius: 0.25rem;
    background: var(--line);
  }
  .contain rect {
    fill: var(--accent);
  }
  .columns {
    margin-top: var(--gap-m);
    display: grid;
    gap: var(--gap-m) var(--gap-l);
  }
  @container (min-width: 44rem) {
    .columns {
      grid-template-columns: minmax(0, 2fr) minmax(0, 1fr) minmax(0, 1fr);
    }
  }
  section h4 {
    margin: 0 0 var(--gap-s);
    padding-bottom: var(--gap-xs);
    border-bottom: 1px solid var(--line);
    font-size: var(--text-s);
    font-weight: 600;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap-s);
    font-size: var(--text-s);
  }
  dt {
    color: var(--ink-faint);
  }
  dd {
    line-height: 1.55;
  }
  pre {
    margin-top: 0.2rem;
    padding: 0.4rem 0.6rem;
    border-radius: 0.375rem;
    white-space: normal;
    font: var(--text-s) / 1.5 var(--mono);
    background: var(--sunken);
  }
  /* A long line wraps under its own beginning, not under the sign. */
  pre div {
    position: relative;
    padding-left: 1.2em;
    white-space: pre-wrap;
  }
  pre div::before {
    content: attr(data-sign);
    position: absolute;
    left: 0;
    color: var(--ink-faint);
  }
  dd code {
    font-size: inherit;
  }
  pre.added {
    background: var(--good-wash);
  }
  pre.removed {
    background: var(--bad-wash);
  }
  .higher {
    margin-top: var(--gap-m);
    font-size: var(--text-s);
    color: var(--ink-soft);
  }
`
