import { css } from 'lit'

/** For the tree in which a score is shown by `renderScore`. */
export const scoreStyle = css`
  .score {
    display: inline-flex;
    position: relative;
  }
  .meter {
    display: inline-flex;
    align-items: center;
    gap: 0.5rem;
    color: var(--ink-soft);
    font-size: var(--text-s);
    cursor: help;
  }
  .meter svg {
    width: 3.5rem;
    height: 0.375rem;
    border-radius: 0.1875rem;
    background: var(--line);
    overflow: hidden;
  }
  .meter rect {
    fill: var(--accent);
  }
  /* Not laid out before it is looked at: a list has one in each row. */
  .tip {
    display: none;
    position: absolute;
    right: 0;
    top: calc(100% + 0.4rem);
    z-index: 1;
    width: max-content;
    max-width: min(18rem, 80vw);
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
    font-size: var(--text-s);
    line-height: 1.45;
    text-align: left;
  }
  .meter:hover + .tip,
  .tip:hover,
  .meter:focus-visible + .tip {
    display: block;
  }
`
