import { css } from 'lit'

/** Two lines a row, so that a dozen stand on a screen; what unfolds takes the whole width. */
export const setRowStyle = css`
  article {
    display: grid;
    grid-template-columns: 1.25rem minmax(0, 1fr) auto auto 8.5rem 6.25rem;
    gap: 0 var(--gap-m);
    align-items: baseline;
    padding: 0.25rem var(--gap-s);
    border-top: 1px solid var(--line);
  }
  :host([selected]) article,
  article:has(h2 a:focus-visible) {
    background: var(--accent-wash);
  }
  /* Keys mean the row of the box that was clicked last, not each that is ticked: it is seen which one. */
  article:has(input:focus) {
    box-shadow: inset 0.2rem 0 0 var(--accent);
  }
  /* The box, or what keeps its place until it is there. */
  input,
  .select {
    grid-row: 1 / 3;
    align-self: center;
    width: 1.1rem;
    height: 1.1rem;
    margin: 0;
  }
  h2 {
    min-width: 0;
    font-size: var(--text-m);
    overflow: hidden;
  }
  h2 a {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--ink);
  }
  h2 a:focus-visible {
    outline-offset: -2px;
  }
  .id {
    color: var(--accent);
    font-weight: 500;
  }
  /* Four numbers of five digits, and how many more: what stands left of them keeps in line. */
  .numbers {
    min-width: 16rem;
    text-align: right;
    font-size: var(--text-s);
    color: var(--ink-soft);
    white-space: nowrap;
  }
  .who {
    display: flex;
    width: 15rem;
    white-space: pre;
    font-size: var(--text-s);
    color: var(--ink-soft);
  }
  /* A long name is cut, and not the age behind it. */
  .author {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .numbers .closed {
    text-decoration: line-through;
  }
  .numbers .merged {
    color: var(--merged);
  }
  .merged {
    font-size: var(--text-s);
    font-weight: 600;
    color: var(--merged);
  }
  .category {
    align-self: center;
  }
  .score {
    align-self: center;
    justify-self: end;
  }
  details {
    grid-column: 2 / -1;
    min-width: 0;
  }
  summary {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    cursor: pointer;
    color: var(--ink-soft);
    font-size: var(--text-s);
    line-height: 1.45;
  }
  summary:focus-visible {
    outline-offset: -2px;
  }
  details[open] summary {
    white-space: normal;
  }
  strong {
    color: var(--ink);
    font-weight: 600;
  }
  claw-members {
    margin: var(--gap-s) 0;
  }
  @media (max-width: 90rem) {
    .who {
      display: none;
    }
    /* No column stands left of them that they keep in line. */
    .numbers {
      min-width: 0;
    }
    article {
      grid-template-columns: 1.25rem minmax(0, 1fr) auto 8.5rem 6.25rem;
    }
  }
  @media (max-width: 62rem) {
    .numbers {
      display: none;
    }
    article {
      grid-template-columns: 1.25rem minmax(0, 1fr) auto 6.25rem;
    }
  }
  @media (max-width: 40rem) {
    article {
      grid-template-columns: 1.25rem minmax(0, 1fr) auto;
      column-gap: var(--gap-s);
    }
    h2 {
      grid-column: 2 / -1;
    }
    h2 a {
      white-space: normal;
    }
    .category,
    .merged {
      grid-area: 3 / 2;
    }
    .score {
      grid-area: 3 / 3;
    }
    input,
    .select {
      grid-row: 1;
    }
  }
`
