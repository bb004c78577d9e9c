import { css } from 'lit'

/** For the tree in which a category is shown by `renderCategory`. */
export const categoryStyle = css`
  .category {
    display: inline-flex;
    align-items: center;
    gap: 0.45rem;
    font-size: var(--text-s);
    font-weight: 600;
    white-space: nowrap;
    color: var(--related);
  }
  .category.SAME_CHANGE {
    color: var(--same-change);
  }
  .category.SAME_FEATURE {
    color: var(--same-feature);
  }
  .category.COMPETING_IMPLEMENTATION {
    color: var(--competing);
  }
  .category svg {
    height: 0.75rem;
    flex: none;
  }
`
