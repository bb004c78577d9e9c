import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../root.ts'
import * as refusals from './refusals.ts'

const {
  accessRefusals,
  addressRefusals,
  checkRefusals,
  decisionRefusals,
  deliveryRefusals,
  requestRefusals,
  unknownRefusals,
} = refusals
const gateway = { owner: 'acme', repo: 'gateway' }

test.each([
  [requestRefusals.largeBody(65_536), 'the body is larger than 65536 bytes'],
  [
    requestRefusals.wrongField('limit', 'a whole number from 1 to 200'),
    'limit: expected a whole number from 1 to 200',
  ],
  [requestRefusals.unknownField('colour'), 'colour is not known here'],
  [addressRefusals.methods('GET, HEAD'), 'this address answers GET, HEAD'],
  [accessRefusals.wrongToken('dashboard'), 'that is not the dashboard token'],
  [
    accessRefusals.wrongTokens(10, 60, 42),
    'more than 10 wrong tokens within 60 s from this address: try again in 42 s',
  ],
  [unknownRefusals.repository(gateway), 'acme/gateway has not been scanned yet'],
  [unknownRefusals.pull(gateway, 12), 'acme/gateway has no pull request #12 that a scan has listed'],
  [
    unknownRefusals.pulls(gateway, 1, 2),
    'acme/gateway has no pull requests #1 and #2: no scan has listed both',
  ],
  [unknownRefusals.set(gateway, '7'), 'acme/gateway has no duplicate set 7: it may have been resolved'],
  [
    unknownRefusals.issue(gateway, 9),
    'no open pull request of acme/gateway that a scan has listed closes issue #9',
  ],
  [decisionRefusals.manyFeedTokens(20), 'there are 20 tokens already: revoke one first'],
  [
    checkRefusals.anotherRepository(1, 'main', 'acme/gateway', 'a.ts'),
    'patch: the file that it changes is not on main of acme/gateway (a.ts): is it of another repository?',
  ],
  [
    checkRefusals.anotherRepository(3, 'main', 'acme/gateway', 'a.ts'),
    'patch: none of the 3 files that it changes is on main of acme/gateway (a.ts): is it of another repository?',
  ],
  [deliveryRefusals.missing('X-GitHub-Event'), 'X-GitHub-Event is missing'],
])('%s', (sentence, expected) => {
  expect(sentence).toBe(expected)
})

const sources = ['src/api', 'src/comparison'].flatMap((folder) =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => ({ file, text: readFileSync(join(projectRoot, folder, file), 'utf8') })),
)

test('what the API refuses with is written here alone', () => {
  const written = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/new AppError\(\s*'\w+',\s*["'`][^\n]*/g)].map(([found]) => `${file}: ${found}`),
  )
  expect(written).toEqual([])
})

test('every one of them is used', () => {
  const all = sources.map(({ text }) => text).join('\n')
  const unused = Object.entries(refusals).flatMap(([group, sentences]) =>
    Object.keys(sentences)
      .map((name) => `${group}.${name}`)
      .filter((name) => !new RegExp(`\\b${name.replace('.', '\\.')}\\b`).test(all)),
  )
  expect(unused).toEqual([])
})
