/** Letters that no accent is taken from, as they are written where they are missing. */
const plainLetters: Record<string, string> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  å: 'a',
}
/** How the same is written out in German and in the north: "Käufl" is Kaeufl there. */
const writtenOut: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' }
const written = /[äöüøå]/g
/** "Min-Ho" is "Minho" in another place. */
const hyphen = /(?<=\p{L}{2})-(?=\p{L}{2})/gu
const plain = /[øłđıßæœå]/g

/** A name without an account or a nickname in brackets behind it: "Ada Ironwood (irony)". */
function withoutBrackets(name: string): string {
  const text = name.trimEnd()
  return text.endsWith(')') && text.includes('(') ? text.slice(0, text.lastIndexOf('(')) : text
}

/** Small letters without accents, words parted by one blank. */
function fold(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(plain, (letter) => plainLetters[letter]!)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/**
 * A name in the forms in which two spellings of it are equal: without accents, with umlauts written out where it has
 * some, and without a hyphen within a word. What stands in brackets behind a whole name is left out.
 */
export function foldName(name: string): string[] {
  const small = name.normalize('NFC').toLowerCase()
  const whole = withoutBrackets(small)
  const read = fold(whole).includes(' ') ? whole : small
  const forms = [read, read.replace(written, (letter) => writtenOut[letter]!), read.replace(hyphen, '')]
  return [...new Set(forms.map(fold))]
}
