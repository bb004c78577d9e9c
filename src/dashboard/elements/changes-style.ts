import { css } from 'lit'

/** One line above the files: what there is, what the colours mean, how long lines are shown. */
export const changesStyle = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--gap-m);
  }
  claw-file-list {
    flex: 1 1 14rem;
  }
  /* Where not all of it has room in one line, the legend begins a line of its own. */
  @media (max-width: 40rem) {
    claw-file-list {
      flex-basis: 100%;
    }
  }
  .bar button {
    min-height: 1.75rem;
    padding: 0 0.5rem;
    border-color: var(--line);
    font-size: var(--text-s);
    font-weight: 400;
    color: var(--ink-soft);
  }
  .bar [aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent-wash);
    color: var(--accent);
  }
  kbd {
    font: var(--text-s) var(--mono);
  }
  .bar span::before {
    content: '';
    display: inline-block;
    width: 0.8rem;
    height: 0.8rem;
    margin-right: 0.35rem;
    border: 1px solid var(--line);
    border-radius: 2px;
    vertical-align: -0.1rem;
  }
  .both::before {
    background: var(--sunken);
  }
  .added::before {
    background: var(--good-wash);
  }
  .removed::before {
    background: var(--bad-wash);
  }
  claw-aligned-file:first-child {
    margin-top: var(--gap-s);
  }
  details.same > summary {
    padding: 0.6rem var(--gap-m);
    cursor: pointer;
    color: var(--ink-soft);
  }
  details.same {
    margin-top: var(--gap-m);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }
  @media (max-width: 30rem) {
    kbd {
      display: none;
    }
  }
`
