import { css } from 'lit'

/** How the frame of every view is laid out. */
export const frameStyle = css`
  :host {
    min-height: 100vh;
    display: flex;
    flex-direction: column;
  }
  .skip {
    position: absolute;
    left: var(--edge);
    top: -4rem;
    padding: 0.5rem 1rem;
    border: 1px solid var(--line-strong);
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    z-index: 2;
  }
  .skip:focus {
    top: 0.5rem;
  }
  header {
    background: var(--surface);
    border-bottom: 1px solid var(--line);
  }
  .top {
    max-width: calc(var(--measure) + 2 * var(--edge));
    margin: 0 auto;
    padding: 0 var(--edge);
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--gap-l);
  }
  .place {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    min-height: 3.25rem;
    min-width: 0;
    max-width: 100%;
    margin-right: auto;
  }
  .brand {
    display: inline-flex;
    align-items: center;
    gap: 0.5rem;
    color: var(--ink);
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  .brand svg {
    width: 1.375rem;
    height: 1.375rem;
    color: var(--accent);
    flex: none;
  }
  .slash {
    color: var(--line-strong);
  }
  .repository {
    color: var(--ink);
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    padding: 0.25rem 0;
  }
  header nav ul {
    display: flex;
    gap: var(--gap-l);
  }
  header nav a {
    display: inline-flex;
    align-items: center;
    min-height: 3.25rem;
    color: var(--ink-soft);
    font-size: var(--text-m);
    border-bottom: 2px solid transparent;
    border-top: 2px solid transparent;
  }
  header nav a[aria-current] {
    color: var(--ink);
    border-bottom-color: var(--accent);
  }
  main {
    flex: 1;
    width: 100%;
    max-width: calc(var(--measure) + 2 * var(--edge));
    margin: 0 auto;
    padding: 1.1rem var(--edge) 4rem;
  }
  /* It takes the focus after a change of view, so that Tab goes on from there; it is no control, and a ring round the whole page says nothing. */
  main:focus-visible {
    outline: none;
  }
  /* What was said last, and above it why a key did nothing. It takes no click meant for what lies below it. */
  .told {
    position: fixed;
    z-index: 2;
    inset: auto 1rem var(--gap-m);
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: var(--gap-s);
    pointer-events: none;
  }
  footer .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    font: inherit;
    text-decoration: underline;
    cursor: pointer;
  }
  footer {
    max-width: calc(var(--measure) + 2 * var(--edge));
    width: 100%;
    margin: 0 auto;
    /* The last words can be scrolled out from under the line of the last action. */
    padding: var(--gap-m) var(--edge) 4.5rem;
  }
  @media (max-width: 40rem) {
    .brand span {
      display: none;
    }
    header nav {
      width: 100%;
    }
    header nav ul {
      justify-content: space-between;
      max-width: 24rem;
      gap: 0.5rem;
    }
    .place {
      min-height: 2.75rem;
    }
    header nav a {
      min-height: 2.5rem;
    }
  }
`
