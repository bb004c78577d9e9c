import { expect, test } from 'vitest'
import { page as list, scan, setQueue, sets, summaries } from '../dashboard/testing/answers.ts'
import { writeFirstView } from './first-view.ts'
import { embeddedRequests } from './preloads.ts'

const [setsAddress, agreementAddress, scansAddress] = embeddedRequests('/a/b', '') as [string, string, string]
const now = Date.now()
const write = (answers: Record<string, unknown>) =>
  writeFirstView(
    '/a/b',
    new Map(Object.entries(answers).map(([address, answer]) => [address, JSON.stringify(answer)])),
    now,
  )

test('no text of a stranger is markup, ends an attribute, or turns what is around it', () => {
  const hostile = `</a><script>alert(1)</script>" onfocus='x' \u202e\u0000<!--`
  const hostileSets = summaries(sets).map((set) => ({
    ...set,
    id: hostile,
    reason: hostile,
    members: set.members.map((member) => ({ ...member, title: hostile, author: hostile })),
  }))
  const error = { ...scan, state: 'failed', error: hostile }
  const html = write({ [setsAddress]: list(hostileSets, setQueue), [scansAddress]: list([error]) })
  // Each tag is one that a template has, and none of them has a listener or a style.
  const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, name]) => name))
  expect([...tags].filter((name) => ['script', 'style', 'img', 'iframe'].includes(name!))).toEqual([])
  expect(html).not.toMatch(/<!--|<[^>]* (?:on\w+|style)=/)
  expect(html).not.toContain('\u202e')
  expect(html).not.toContain('\u0000')
  expect(html).toContain('&#60;/a&#62;&#60;script&#62;alert(1)')
  expect(html).toContain('[U+202E]')
  expect(html).toContain(`href="/a/b/sets/${encodeURIComponent(hostile).replaceAll("'", '&#39;')}"`)
})

test('without sets there is nothing, and without the rest there are the sets', () => {
  expect(write({})).toBe('')
  expect(write({ [setsAddress]: list([], setQueue), [scansAddress]: list([scan]) })).toBe('')
  expect(write({ [agreementAddress]: { said: 50, right: 48 }, [scansAddress]: list([scan]) })).toBe('')
  expect(write({ [setsAddress]: list(summaries(sets), setQueue) })).toContain(
    'Parse the port of an IPv6 address',
  )
})

test('a time of day, and how much was decided today, wait for the reader’s own clock', () => {
  const html = write({
    [setsAddress]: list(summaries(sets), { ...setQueue, decidedAt: [new Date(now).toISOString()] }),
    [scansAddress]: list([scan], { nextScanAt: new Date(now + 1_000_000).toISOString() }),
  })
  expect(html).toContain('next scan about \u2012\u2012:\u2012\u2012')
  expect(html).toContain('<span class="awaited" aria-hidden="true">1 of 55 decided today</span>')
})

test('as many rows are written as a large window has room for, and no more', () => {
  const many = Array.from({ length: 50 }, (_, at) => ({ ...summaries(sets)[0]!, id: `set-${at}` }))
  const html = write({ [setsAddress]: list(many, setQueue) })
  expect(html.match(/<article>/g)).toHaveLength(18)
})
