/** How far beside the screen something counts as in sight already, so that the reader finds it ready. */
const margin = '400px 0px'

const watched = new WeakMap<Element, (inSight: boolean) => void>()
let observer: IntersectionObserver | undefined

/**
 * Tells when an element comes near the screen and when it leaves it: one observer for all, since there may be
 * thousands.
 */
export function watchSight(element: Element, tell: (inSight: boolean) => void): void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) watched.get(target)?.(isIntersecting)
    },
    { rootMargin: margin },
  )
  watched.set(element, tell)
  observer.observe(element)
}

export function unwatchSight(element: Element): void {
  observer?.unobserve(element)
  watched.delete(element)
}
