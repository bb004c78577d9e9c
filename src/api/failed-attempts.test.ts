import { expect, test } from 'vitest'
import { openAccess } from './access.ts'
import { noteArrival, readAddress } from './arrival.ts'

const token = 'dashboard-token-for-tests'

function openDoor() {
  let now = 1_000_000
  const access = openAccess(
    { production: true, opsTriggerToken: token, dashboardToken: null, dashboardPublic: false },
    () => now,
  )
  return {
    pass: (seconds: number) => {
      now += seconds * 1_000
    },
    /** The error's code and seconds to wait, or null when let in. */
    async knock(address: string, sent: string | null): Promise<[string, unknown] | null> {
      const request = new Request('http://localhost/', {
        headers: sent === null ? {} : { authorization: `Bearer ${sent}` },
      })
      noteArrival(request, { address })
      try {
        await access.requireOps(request, sent ?? undefined)
        return null
      } catch (error) {
        const { code, details } = error as { code: string; details?: { retryAfterSeconds: number } }
        return [code, details?.retryAfterSeconds]
      }
    },
  }
}

test('a sender of wrong tokens has to wait; the right one is let in from the same address all the same', async () => {
  const door = openDoor()
  for (let at = 0; at < 10; at++)
    expect(await door.knock('192.0.2.1', `wrong-${at}`)).toEqual(['UNAUTHORIZED', undefined])
  door.pass(20)
  expect(await door.knock('192.0.2.1', 'wrong')).toEqual(['RATE_LIMITED', 40])
  expect(await door.knock('192.0.2.1', token)).toBe(null)
  expect(await door.knock('192.0.2.2', 'wrong')).toEqual(['UNAUTHORIZED', undefined])
  door.pass(40)
  expect(await door.knock('192.0.2.1', 'wrong')).toEqual(['UNAUTHORIZED', undefined])
})

test('a request without a token is no attempt', async () => {
  const door = openDoor()
  for (let at = 0; at < 30; at++)
    expect(await door.knock('192.0.2.1', null)).toEqual(['UNAUTHORIZED', undefined])
})

test('very many addresses cost no more memory than some, and the one that fails now is counted', async () => {
  const door = openDoor()
  for (let at = 0; at < 25_000; at++) await door.knock(`198.51.${at >> 8}.${at & 255}`, 'wrong')
  for (let at = 0; at < 10; at++) await door.knock('192.0.2.1', 'wrong')
  expect(await door.knock('192.0.2.1', 'wrong')).toEqual(['RATE_LIMITED', 60])
})

test.each([
  ['192.0.2.7', undefined, false, '192.0.2.7'],
  ['192.0.2.7', '203.0.113.9', false, '192.0.2.7'],
  ['192.0.2.7', '203.0.113.9', true, '203.0.113.9'],
  [undefined, undefined, true, 'unknown'],
  ['::ffff:192.0.2.7', undefined, false, '192.0.2.7'],
  ['2001:db8:0:1:aaaa::1', undefined, false, '2001:db8:0:1::/64'],
  ['2001:0DB8::1:bbbb:0:0:2', undefined, false, '2001:db8:0:1::/64'],
  ['::1', undefined, false, '0:0:0:0::/64'],
  ['192.0.2.7', 'x'.repeat(5_000), true, 'x'.repeat(64)],
])(
  'the address of a socket at %s with Fly-Client-IP %s, behind Fly: %s, is %s',
  (socket, header, behindFly, expected) => {
    const request = new Request('http://localhost/', { headers: header ? { 'fly-client-ip': header } : {} })
    expect(readAddress(request, socket, { behindFly })).toBe(expected)
  },
)
