/** C0 and C1 controls, DEL, line and paragraph separators: what could move the cursor, colour or end the line. */
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g
/** Marks that reorder or hide what a person reads (Unicode's bidirectional controls, zero-width characters, tags). */
const deceivers = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u{e0000}-\u{e007f}]/gu

/** Marks above and below one letter. No script needs more than a few; a pile of them covers the lines around it. */
const piles = /(\p{M}{4})\p{M}+/gu

/**
 * Text of strangers (titles, names, paths) made safe for a terminal and one line: whitespace becomes a space, control
 * characters their visible pictures (U+2400…), reordering and invisible marks U+FFFD; of a pile of marks four stay.
 */
export function visible(text: string): string {
  return text
    .replace(/[\t\n\r\v\f\u0085]+/g, ' ')
    .replace(controls, (character) => {
      const code = character.charCodeAt(0)
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\ufffd'
    })
    .replace(deceivers, '\ufffd')
    .replace(piles, '$1')
    .trim()
}

/** `visible`, cut to `most` characters with an ellipsis. */
export function brief(text: string, most: number): string {
  const characters = [...visible(text)]
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`
}
