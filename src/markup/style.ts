import { css } from 'lit'

/** What every element's shadow tree begins with: the page's rules stop at its border, only the tokens pass. */
export const baseStyle = css`
  :host {
    display: block;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  pre,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1 {
    font-size: var(--text-xl);
    font-weight: 600;
    line-height: 1.25;
    letter-spacing: -0.015em;
    text-wrap: balance;
  }
  h2 {
    font-size: var(--text-l);
    font-weight: 600;
    line-height: 1.35;
  }
  h3 {
    font-size: var(--text-m);
    font-weight: 600;
  }
  /* In running text a link must not be told by its colour alone, so every link is underlined, unless it is no part of a sentence: */
  a {
    color: var(--accent);
    text-decoration: underline;
    text-decoration-thickness: from-font;
    text-underline-offset: 0.2em;
  }
  /* a title, a row, a place in the navigation. */
  a.plain,
  nav a,
  h2 a {
    text-decoration: none;
  }
  a.plain:hover,
  nav a:hover,
  h2 a:hover {
    text-decoration: underline;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
    border-radius: 3px;
  }
  /* A heading takes the focus after a change of view, so that a screen reader begins there; it is no control. */
  h1:focus-visible {
    outline: none;
  }
  code {
    font-family: var(--mono);
    font-size: 0.9em;
    overflow-wrap: anywhere;
  }
  bdi {
    unicode-bidi: isolate;
    overflow-wrap: anywhere;
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .soft {
    color: var(--ink-soft);
  }
  .faint {
    color: var(--ink-faint);
    font-size: var(--text-s);
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`

/** Buttons, fields and selects. */
export const controlStyle = css`
  button,
  input,
  select {
    font: inherit;
    font-size: var(--text-m);
    color: var(--ink);
    background: var(--surface);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    padding: 0.4rem 0.75rem;
    min-height: 2.5rem;
  }
  button {
    cursor: pointer;
    font-weight: 500;
  }
  button:hover:not(:disabled) {
    background: var(--sunken);
  }
  button:disabled {
    color: var(--ink-faint);
    cursor: default;
  }
  button.primary {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  button.primary:hover:not(:disabled) {
    background: color-mix(in srgb, var(--accent) 88%, var(--ink));
  }
  input::placeholder {
    color: var(--ink-faint);
    opacity: 1;
    /* On a phone the hint is longer than its field. */
    text-overflow: ellipsis;
  }
`

/** What a state's word and dot are coloured by. */
export const stateStyle = css`
  .good {
    color: var(--good);
  }
  .warn {
    color: var(--warn);
  }
  .bad {
    color: var(--bad);
  }
  .busy {
    color: var(--accent);
  }
`

/** A heading that unfolds what is below it. */
export const foldStyle = css`
  h3::before {
    content: '▸';
    display: inline-block;
    width: 1.1rem;
    color: var(--ink-faint);
  }
  details[open] h3::before {
    content: '▾';
  }
`

/** A page that is a list: how the last scan went, filters, rows. */
export const listPageStyle = css`
  claw-last-scan {
    margin-top: 0.3rem;
  }
  claw-filters {
    margin: var(--gap-l) 0;
  }
  .list[aria-busy='true'] {
    opacity: 0.6;
  }
`
