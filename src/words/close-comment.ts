import { hasUnseen } from './strangers-text.ts'

/** What a template may hold in braces, and what it stands for. */
export const placeholders = {
  author: 'who opened the one that is closed, as @login',
  keeper: 'the number of the one that is kept, and who opened it',
  fate: 'why the other is not needed: "which is merged", "so we are going with that one" …',
  shared: 'what both have',
  link: 'the address of both changes beside each other, where everybody may read it',
} as const
export type Placeholder = keyof typeof placeholders
export type CommentFacts = Record<Placeholder, string>

/** Where a repository has none of its own. */
export const defaultComment = `Thank you for this work. It does what {keeper} does, {fate}.
What they share: {shared}.
The two changes beside each other: {link}
If we have overlooked something, please say so here and we will reopen it.`

/** Characters of a template: GitHub takes many more, which no one reads. */
export const longestTemplate = 2_000

/** Ends the comment in the script that closes: no line of a comment may be this word. */
export const commentEnd = 'END_OF_COMMENT'

/** What is wrong with a template and what is right, as a clause; null: nothing. */
export function templateProblem(template: string): string | null {
  if (template.trim() === '') return 'expected some text: to go back to the text that is built in, reset it'
  if (template.length > longestTemplate) return `expected at most ${longestTemplate} characters`
  if (template.split('\n').some(hasUnseen))
    return 'expected text without control characters or characters that cannot be seen'
  if (template.split('\n').some((line) => line.trim() === commentEnd))
    return `expected no line that says ${commentEnd}: it ends the comment in the script`
  for (const [whole, name = ''] of template.matchAll(/\{([^{}\s]*)\}/g))
    if (!Object.hasOwn(placeholders, name))
      return `${JSON.stringify(whole)} stands for nothing: expected one of ${Object.keys(placeholders)
        .map((known) => `{${known}}`)
        .join(', ')}`
  if (!template.includes('{keeper}')) return 'expected {keeper}: the contributor must learn which one is kept'
  return null
}

/**
 * The comment, a line an item. A line whose placeholder has nothing to stand for is left out, so that no half sentence
 * remains.
 */
export function renderComment(template: string, facts: CommentFacts): string[] {
  return template.split('\n').flatMap((line) => {
    let isWhole = true
    const rendered = line.replace(/\{(\w+)\}/g, (whole, name: string) => {
      if (!Object.hasOwn(placeholders, name)) return whole
      const text = facts[name as Placeholder]
      if (text === '') isWhole = false
      return text
    })
    return isWhole ? [rendered] : []
  })
}
