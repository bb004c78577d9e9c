import { css } from 'lit'

/** Two short columns, the differences under them, and what is folded at the end. */
export const pairViewStyle = css`
  :host {
    container-type: inline-size;
  }
  .dates {
    margin-top: var(--gap-m);
  }
  details.rest > summary {
    padding: 0.6rem var(--gap-m);
    cursor: pointer;
    color: var(--ink-soft);
  }
  details.rest {
    margin-top: var(--gap-m);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }
  details.rest > :not(summary) {
    margin: 0 var(--gap-m) var(--gap-m);
  }
  .sides {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr));
    gap: var(--gap-s) var(--gap-m);
    margin: var(--gap-s) 0 var(--gap-m);
  }
  .side {
    padding: var(--gap-s) var(--gap-m);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .side.kept {
    border-color: var(--accent);
  }
  .side p {
    font-size: var(--text-s);
    color: var(--ink-soft);
  }
  .side h2 {
    font-size: var(--text-m);
  }
  .side h2 a {
    color: var(--ink);
  }
  .id {
    color: var(--accent);
    margin-right: 0.4rem;
  }
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.1rem var(--gap-m);
    margin-top: var(--gap-s);
    font-size: var(--text-s);
    color: var(--ink-soft);
  }
  .side h2 {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  claw-standing {
    display: block;
    max-height: 2.2rem;
    overflow: hidden;
  }
  claw-evidence {
    display: block;
    padding: var(--gap-m) var(--gap-l);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .changes {
    margin-top: var(--gap-s);
  }
`
