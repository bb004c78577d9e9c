/** What a part of a line is, as far as colours tell: each has a colour in tokens.css, and a highlight of this name. */
export const kinds = ['keyword', 'string', 'number', 'comment', 'type', 'name', 'property', 'meta'] as const
export type Kind = (typeof kinds)[number]

/** A part of a line: from this character to before that one. */
export type Span = readonly [from: number, to: number, kind: Kind]

/** Reads lines that follow each other, in small steps, and says what is to be coloured in each. */
export type ReadColours = (lines: readonly string[]) => Generator<void, Span[][]>
