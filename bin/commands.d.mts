export interface Command {
  /** `bin/PROGRAM.ts` */
  program: string
  /** Its name in package.json. */
  script: string
  /** Its name in the package; absent: it is not there. */
  command?: string
  about?: string
  needs(args: readonly string[], env: Readonly<Record<string, string | undefined>>): string[]
}
export const commands: readonly Command[]
export function findObstacle(versions: { node: string }, platform: string): string | null
export function failWith(error: unknown): void
