import { ownerPattern } from '../domain/repository.ts'

const login = new RegExp(ownerPattern)
const app = '[bot]'

/**
 * Whether GitHub could have an account of that name, a person's or an App's ("dependabot[bot]"). An e-mail address of a
 * mirror is none.
 */
export function isLogin(name: string | null): name is string {
  return name !== null && login.test(name.endsWith(app) ? name.slice(0, -app.length) : name)
}

/** "@login" of a person who may be addressed; "" of everything else. An App would take being addressed for an order. */
export function mention(name: string | null): string {
  return isLogin(name) && !name.endsWith(app) ? `@${name}` : ''
}

/**
 * Whom a page or a table names as the author. In a mirror an author without a login is known by an e-mail address: what
 * stands before its sign says who it is, and the address itself is not for showing.
 */
export function shownAuthor(author: string): string {
  return author.replace(/(?<=.)@.*$/s, '')
}
