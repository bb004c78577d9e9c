import { count } from '../numbers.ts'

/** The list of repositories; before the first scan, how to make one. */
export const repositoriesTexts = {
  heading: 'Repositories',
  awaited: 'the repositories',
  failed: 'The repositories',
  noun: 'repository',
  plural: 'repositories',
  sets: (howMany: number) => count(howMany, 'duplicate set'),
  never: 'Not scanned yet',
  first: 'No repository has been scanned yet',
  about:
    'ClawTriage reads the open pull requests of a repository and says which of them do the same thing, and why. It comments on nothing and closes nothing.',
  /** Around the name of the setting. */
  ask: {
    before: 'Ask this service to scan one, with its ops token (the repository must be in its allowlist, ',
    after: '):',
  },
  orStop: 'Or stop it and scan a public one from the project’s folder:',
} as const

/** An address that names no page. */
export const missingTexts = {
  heading: 'There is nothing at this address',
  see: { before: 'See ', link: 'all repositories', after: '.' },
} as const
