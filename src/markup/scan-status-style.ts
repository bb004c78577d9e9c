import { css } from 'lit'

/** How a scan went. */
export const scanStatusStyle = css`
  p {
    color: var(--ink-soft);
    font-size: var(--text-m);
  }
  strong {
    font-weight: 600;
  }
  svg.dot {
    width: 0.625rem;
    height: 0.625rem;
    margin-right: 0.4rem;
  }
  svg.bar {
    display: block;
    width: min(24rem, 100%);
    height: 0.375rem;
    margin-top: var(--gap-s);
    border-radius: 0.1875rem;
    background: var(--line);
  }
  svg.bar rect {
    fill: var(--accent);
  }
`
