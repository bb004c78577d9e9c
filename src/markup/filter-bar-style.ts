import { css } from 'lit'

/** The filters of a list. */
export const filterBarStyle = css`
  /* On a wide screen all in one line: rows are what a screen is for. */
  @media (min-width: 100rem) {
    :host {
      display: flex;
      align-items: center;
      gap: var(--gap-m);
    }
    form {
      flex: 1;
      margin-top: 0 !important;
    }
  }
  .categories {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-s);
  }
  .categories a {
    display: inline-flex;
    align-items: center;
    gap: 0.4rem;
    min-height: 2.25rem;
    padding: 0 0.85rem;
    border: 1px solid var(--line);
    border-radius: 1.125rem;
    background: var(--surface);
    color: var(--ink-soft);
    font-size: var(--text-m);
    white-space: nowrap;
  }
  .categories a:hover {
    text-decoration: none;
    border-color: var(--line-strong);
  }
  .categories a[aria-current] {
    border-color: var(--accent);
    background: var(--accent-wash);
    color: var(--ink);
    font-weight: 500;
  }
  .count {
    color: var(--ink-faint);
    font-weight: 400;
  }
  a[aria-current] .count {
    color: var(--ink-soft);
  }
  form {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-s);
    margin-top: var(--gap-s);
  }
  .search {
    flex: 1 1 16rem;
  }
  .search input {
    width: 100%;
  }
  label:has(select) {
    display: inline-flex;
    align-items: center;
    gap: 0.4rem;
    font-size: var(--text-s);
    color: var(--ink-soft);
  }
  /* One line that scrolls, which its last choice shows by being cut, and the form. */
  @media (max-width: 40rem) {
    .categories {
      flex-wrap: nowrap;
      overflow-x: auto;
      scrollbar-width: none;
      /* To the screen's edges, and with room for the ring of the focus. */
      margin: -0.25rem calc(-1 * var(--edge));
      padding: 0.25rem var(--edge);
      scroll-padding: var(--edge);
    }
    /* What can be searched for, and the order that was chosen, can be read to the end. */
    .search {
      flex: 1 1 100%;
    }
    label:has(select) {
      flex: 1 1 auto;
      min-width: 0;
    }
    label:has(select) select {
      min-width: 0;
      width: 100%;
      text-overflow: ellipsis;
    }
    label:has(select) span {
      display: none;
    }
    input,
    select {
      padding-inline: 0.4rem;
    }
  }
`
