/** Which of some branches go their own way, neither merged up into the default branch nor that into them. */
export interface SeparateLines {
  /** Names the history that this was read from. */
  digest: string
  names: string[]
}
