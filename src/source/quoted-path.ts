const named: Record<number, string> = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
  34: '\\"',
  92: '\\\\',
}

/**
 * A path as git writes it in a diff (core.quotePath on): as it is when every byte is plain, else in double quotes with
 * C's escapes and octal bytes. So no name can end a header line and begin one of its own.
 */
export function quotePath(path: string): string {
  let quoted = ''
  let needsQuotes = false
  for (const byte of Buffer.from(path, 'utf8')) {
    const escaped = named[byte] ?? (byte < 32 || byte > 126 ? `\\${byte.toString(8).padStart(3, '0')}` : null)
    quoted += escaped ?? String.fromCharCode(byte)
    needsQuotes ||= escaped !== null
  }
  return needsQuotes ? `"${quoted}"` : path
}
