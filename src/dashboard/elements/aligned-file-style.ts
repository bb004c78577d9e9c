import { type CSSResult, css, unsafeCSS } from 'lit'
import { kinds } from '../diff/kinds.ts'

/** How high a line is drawn, in rem: what a file that was never drawn is likely to measure is reckoned from it. */
export const lineHeight = 1.125

const each = (rule: (kind: string) => string): CSSResult => unsafeCSS(kinds.map(rule).join('\n'))

/** The frame of a file: its header stays in sight while its rows pass below. */
export const alignedFileStyle = css`
  :host {
    margin-top: var(--gap-m);
    content-visibility: auto;
    scroll-margin-top: 0;
  }
  /* It is on the screen: to find that out takes a browser a second look at the page, and a third for its rows. */
  :host([first]) {
    content-visibility: visible;
  }
  details {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }
  summary {
    position: sticky;
    top: 0;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--gap-m);
    align-items: baseline;
    padding: 0.35rem var(--gap-m) 0;
    border-radius: var(--radius);
    background: var(--surface);
    cursor: pointer;
    list-style: none;
  }
  summary::after {
    content: '';
    flex: 1 0 100%;
    height: 0.35rem;
  }
  details[open] > summary {
    border-bottom: 1px solid var(--line);
    border-radius: var(--radius) var(--radius) 0 0;
  }
  summary:focus-visible {
    outline-offset: -2px;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  h3 {
    flex: 1 1 16rem;
    min-width: 0;
    font-weight: 500;
  }
  .tally,
  .sides {
    font-size: var(--text-s);
    color: var(--ink-soft);
  }
  .sides {
    display: none;
    flex: 1 0 100%;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    margin-inline: calc(-1 * var(--gap-m));
  }
  details[open] .sides {
    display: grid;
  }
  .sides span {
    padding-left: 4.5rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .note {
    padding: 0.6rem var(--gap-m);
    font-size: var(--text-s);
    color: var(--ink-soft);
  }
  @media (max-width: 48rem) {
    details[open] .sides {
      display: none;
    }
  }
`

/**
 * The rows of a file. What both sides have is dimmed, what only one has is lit. The colours of the code are highlights
 * (diff/paint.ts), which read these properties where the text stands.
 */
export const alignedRowsStyle = css`
  .rows {
    font: 0.75rem / ${unsafeCSS(lineHeight)}rem var(--mono);
    overflow: clip;
  }
  .rows:focus-visible {
    outline-offset: -2px;
  }
  .chunk {
    content-visibility: auto;
    contain-intrinsic-size: auto calc(var(--rows) * ${unsafeCSS(lineHeight)}rem);
  }
  :host([first]) .lines > .chunk:first-child {
    content-visibility: visible;
  }
  .folded[hidden='until-found'] {
    display: block !important;
    content-visibility: hidden;
  }
  .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    scroll-margin-block: 6rem;
  }
  .single .row {
    grid-template-columns: minmax(0, 1fr);
  }
  .run {
    border-block: 1px solid var(--line);
    background: var(--sunken);
  }
  .run .unfold {
    width: 100%;
    min-height: 1.6rem;
    padding: 0 var(--gap-m);
    border: 0;
    border-radius: 0;
    background: none;
    color: var(--ink-soft);
    font: inherit;
    text-align: left;
  }
  .run .unfold:focus-visible {
    outline-offset: -2px;
  }
  .unfold::before {
    content: '▸ ';
  }
  .unfold[aria-expanded='true']::before {
    content: '▾ ';
  }
  .row.gap {
    border-top: 1px dashed var(--line-strong);
  }
  .cell {
    ${each((kind) => `--${kind}: color-mix(in srgb, var(--code-${kind}) 40%, var(--ink-soft));`)}
    padding: 0 0.5rem 0 4.5rem;
    text-indent: -4.5rem;
    min-width: 0;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    color: var(--ink-soft);
  }
  .fold > .cell {
    padding: 0;
    text-indent: 0;
  }
  .cell + .cell {
    border-left: 1px solid var(--line);
  }
  /* One box for number and sign: there may be 200,000 of them. */
  .cell::before {
    content: attr(data-at) '  ';
    display: inline-block;
    width: 4.5rem;
    padding-right: 0.5rem;
    text-indent: 0;
    text-align: right;
    white-space: pre;
    color: var(--ink-faint);
    font-variant-numeric: tabular-nums;
    cursor: pointer;
  }
  .cell.add::before {
    content: attr(data-at) ' +';
  }
  .cell.remove::before {
    content: attr(data-at) ' −';
  }
  .cell.none::before,
  .fold > .cell::before {
    content: none;
  }
  .shared {
    background: var(--sunken);
  }
  .only {
    ${each((kind) => `--${kind}: var(--code-${kind});`)}
    color: var(--ink);
  }
  .only.add {
    --mark: var(--good-mark);
    background: var(--good-wash);
  }
  .only.remove {
    --mark: var(--bad-mark);
    background: var(--bad-wash);
  }
  .only.add::before {
    color: var(--good);
  }
  .only.remove::before {
    color: var(--bad);
  }
  ${each((kind) => `bdi::highlight(claw-${kind}) { color: var(--${kind}); }`)}
  bdi::highlight(claw-mark) {
    background-color: var(--mark, transparent);
  }
  .target .cell {
    box-shadow: inset 3px 0 var(--accent);
  }
  .target .cell::before {
    color: var(--accent);
    font-weight: 700;
  }
  /* Each side as wide as its longest line, and the file's own bar to move along it. */
  .rows.scroll {
    overflow-x: auto;
    overflow-y: clip;
  }
  .scroll .lines {
    min-width: calc(var(--sides) * (var(--longest) * 1ch + 5rem));
  }
  .scroll .cell {
    white-space: pre;
  }
  .scroll .unfold {
    position: sticky;
    left: 0;
    width: auto;
  }
  @media (max-width: 48rem) {
    .row {
      grid-template-columns: minmax(0, 1fr);
    }
    .cell + .cell {
      border-left: none;
    }
    /* What is the same on both sides needs to be read once. */
    .same .cell + .cell,
    .cell.none {
      display: none;
    }
    .scroll .lines {
      min-width: calc(var(--longest) * 1ch + 6rem);
    }
    .only.a.add::before {
      content: var(--name-a) ' +';
    }
    .only.a.remove::before {
      content: var(--name-a) ' −';
    }
    .only.b.add::before {
      content: var(--name-b) ' +';
    }
    .only.b.remove::before {
      content: var(--name-b) ' −';
    }
  }
`
