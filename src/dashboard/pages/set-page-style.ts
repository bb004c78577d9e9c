import { css } from 'lit'

/** The first screen is for what decides; what is folded stands below. */
export const setPageStyle = css`
  .marks {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--gap-m);
    margin-bottom: 0.2rem;
  }
  h1 {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .why {
    max-width: 80rem;
    margin: 0.2rem 0 var(--gap-s);
  }
  .decision {
    font-size: var(--text-s);
    color: var(--ink-soft);
  }
  .decision strong {
    color: var(--ink);
  }
  .decide {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-s);
    margin: var(--gap-s) 0;
  }
  .decide [aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent-wash);
    color: var(--accent);
  }
  kbd {
    margin-left: 0.25rem;
    font: var(--text-s) var(--mono);
    color: var(--ink-soft);
  }
  claw-member-strip {
    margin-bottom: var(--gap-s);
  }
  .rest {
    margin-top: var(--gap-m);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .rest > summary {
    padding: 0.6rem var(--gap-m);
    color: var(--ink-soft);
    cursor: pointer;
  }
  .rest > :not(summary) {
    margin-inline: var(--gap-m);
  }
  .rest > :last-child:not(summary) {
    margin-bottom: var(--gap-m);
  }
  .groups {
    margin-top: var(--gap-m);
  }
  h2 {
    margin-top: var(--gap-l);
    margin-bottom: var(--gap-s);
  }
  claw-evidence {
    padding: var(--gap-m) var(--gap-l);
    margin-top: var(--gap-m);
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .gone {
    margin-bottom: var(--gap-l);
    padding: var(--gap-m) var(--gap-l);
    border-left: 3px solid var(--good);
    background: var(--surface);
  }
  .merged {
    color: var(--merged);
    font-weight: 600;
    font-size: var(--text-s);
  }
  @media (max-width: 30rem) {
    claw-evidence {
      padding: var(--gap-m);
    }
    .decide kbd {
      display: none;
    }
  }
`
