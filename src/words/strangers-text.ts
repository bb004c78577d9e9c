/**
 * Characters that would act on the page instead of being read: C0 and C1 controls (an ANSI escape begins with one),
 * line and paragraph separators, and the marks that embed, override or isolate a direction. The direction marks and
 * joiners that Arabic, Hebrew and emoji need are not among them.
 */
const acting = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** Makes control characters visible: `ESC` as `␛`, a right-to-left override as `[U+202E]`. White space becomes a space. */
export function visibleText(text: string): string {
  return text.replace(acting, (character) => {
    const code = character.charCodeAt(0)
    if (code === 0x09 || code === 0x0a || code === 0x0d) return ' '
    if (code < 0x20) return String.fromCharCode(0x2400 + code)
    return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
  })
}
