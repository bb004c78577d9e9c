import { css } from 'lit'

/** A table whose rows are named by their first column; on a phone each row is a block. */
export const keeperTableStyle = css`
  .scroll {
    overflow-x: auto;
    margin-top: var(--gap-m);
  }
  table {
    border-collapse: collapse;
    width: 100%;
    font-size: var(--text-s);
  }
  th,
  td {
    padding: 0.55rem 0.5rem;
    border-bottom: 1px solid var(--line);
    text-align: left;
    vertical-align: top;
    font-weight: 400;
  }
  thead th {
    padding: 0;
    vertical-align: bottom;
    border-bottom-color: var(--line-strong);
  }
  thead button {
    width: 100%;
    min-height: 2.25rem;
    padding: 0.3rem 0.5rem;
    border: 0;
    background: none;
    color: var(--ink-soft);
    font-size: var(--text-s);
    text-align: left;
    white-space: nowrap;
  }
  th[aria-sort] button {
    color: var(--ink);
  }
  thead th:first-child,
  tbody th {
    position: sticky;
    left: 0;
    background: var(--paper);
  }
  tbody th {
    min-width: 13.5rem;
    max-width: 22rem;
  }
  .title {
    color: var(--ink);
  }
  .id {
    color: var(--accent);
  }
  .github {
    display: block;
    width: fit-content;
  }
  small {
    display: block;
    font-size: inherit;
    color: var(--ink-faint);
    white-space: nowrap;
  }
  td.author {
    max-width: 10rem;
    overflow-wrap: anywhere;
  }
  td.size,
  td.tests,
  time {
    white-space: nowrap;
  }
  .unknown {
    color: var(--ink-faint);
  }
  .merged {
    color: var(--merged);
  }
  .sort {
    display: none;
  }
  @media (max-width: 48rem) {
    .sort {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--gap-s);
      margin-top: var(--gap-m);
    }
    thead {
      display: none;
    }
    tbody,
    tbody th {
      display: block;
    }
    tbody th {
      position: static;
      grid-column: 1 / -1;
      max-width: none;
      padding: 0;
      border: 0;
      font-size: var(--text-m);
    }
    tbody tr {
      display: grid;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: 0.5rem var(--gap-m);
      padding: var(--gap-m) 0;
      border-bottom: 1px solid var(--line);
    }
    td {
      padding: 0;
      border: 0;
      overflow-wrap: anywhere;
    }
    td::before {
      content: attr(data-label);
      display: block;
      color: var(--ink-faint);
    }
    small {
      white-space: normal;
    }
  }
`
