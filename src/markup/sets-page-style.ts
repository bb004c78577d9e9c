import { css } from 'lit'

/** The parts of the queue above the list, and the bar of what is selected below it. */
export const setsPageStyle = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--gap-m);
  }
  .queue {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--gap-l);
    margin-top: var(--gap-s);
    border-bottom: 1px solid var(--line);
  }
  .queue ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--gap-l);
  }
  .queue a {
    display: inline-block;
    padding: 0.45rem 0;
    border-bottom: 2px solid transparent;
    color: var(--ink-soft);
  }
  .queue a[aria-current] {
    border-bottom-color: var(--accent);
    color: var(--ink);
    font-weight: 600;
  }
  .progress {
    margin-left: auto;
  }
  /* All four in a line of a phone, as long as their counts have three digits. */
  @media (max-width: 40rem) {
    .queue {
      border-bottom: 0;
    }
    .queue ul {
      flex: 1 1 100%;
      gap: 0 0.7rem;
      border-bottom: 1px solid var(--line);
      font-size: var(--text-s);
    }
    .queue a {
      padding: 0.7rem 0;
    }
  }
  claw-filters {
    margin: var(--gap-s) 0;
  }
  .stale {
    margin-top: var(--gap-m);
  }
  .list {
    --row-height: 3.25rem;
  }
  .plan {
    position: sticky;
    bottom: 0;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--gap-s) var(--gap-m);
    padding: var(--gap-s) var(--gap-m);
    border: 1px solid var(--accent);
    border-radius: var(--radius);
    background: var(--surface);
  }
  /* The line of the last action stands below it. */
  .plan.raised {
    bottom: 4rem;
  }
`
