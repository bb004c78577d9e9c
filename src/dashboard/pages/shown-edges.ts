import type { SetDetail, ShownEdge } from '../../domain/answers.ts'

/** A pair's name, whatever is said of it. */
export const pairKey = ({ a, b }: Pick<ShownEdge, 'a' | 'b'>): string => `${a}-${b}`

/**
 * The pairs of a set that is read again and again. Each stays where it came, so that none moves while it is read; one
 * that was judged here stays even when the verdict took it out of the set, and its Undo with it.
 */
export class ShownEdges {
  private readonly judged = new Map<string, ShownEdge>()
  private readonly order = new Set<string>()

  /** A verdict was given on it here. */
  judge(edge: ShownEdge): void {
    this.judged.set(pairKey(edge), edge)
  }

  /** The pair that came first; undefined: none has come so far. */
  get first(): string | undefined {
    const [first] = this.order
    return first
  }

  /** What there is to be shown of the set. @param gone the set is no more: what was said here counts. */
  of(set: SetDetail, gone: boolean): ShownEdge[] {
    const inSet = new Map(set.edges.map((edge) => [pairKey(edge), edge]))
    for (const key of inSet.keys()) this.order.add(key)
    return [...this.order].flatMap((key) => {
      const edge = gone ? (this.judged.get(key) ?? inSet.get(key)) : (inSet.get(key) ?? this.judged.get(key))
      return edge === undefined ? [] : [edge]
    })
  }
}
