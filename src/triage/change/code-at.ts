/**
 * The code unit of a text at a place: `text.charCodeAt(at)`, for loops. V8 has a dozen kinds of text (whole, cut from
 * another one, joined, shared …), and where a loop meets more than four of them it looks the method up anew for each
 * character, which takes four times as long as all else. The same holds for `length` and `text[at]`.
 */
export const codeAt: (text: string, at: number) => number = Function.prototype.call.bind(
  String.prototype.charCodeAt,
)

/** What lines of a patch begin with, and what ends them. */
export const codes = { lineFeed: 10, blank: 32, plus: 43, minus: 45, backslash: 92 } as const
