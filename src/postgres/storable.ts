/**
 * Postgres refuses NUL and lone surrogates in text and jsonb, and both can stand in a title or a diff. They are shown
 * as U+FFFD, as git and GitHub do.
 */
export function storableText(text: string): string {
  const wellFormed = text.toWellFormed()
  return wellFormed.includes('\0') ? wellFormed.replaceAll('\0', '\ufffd') : wellFormed
}

/** JSON for a jsonb parameter; every string in it, keys too, made storable. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner) => (typeof inner === 'string' ? storableText(inner) : inner))
}
