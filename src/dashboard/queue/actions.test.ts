import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { SetDetail } from '../../domain/answers.ts'
import type { MaintainerVerdict } from '../../domain/pair.ts'
import { edge, sets } from '../testing/answers.ts'
import { WriteModel } from '../testing/write-model.ts'

/** The queue of a page that was just opened, before a model of the API. */
let model: WriteModel
let actions: typeof import('./actions.ts')
let decide: typeof import('./decide.ts')
let openSets: typeof import('./open-sets.ts')

/** A page on the screen, whose frames are drawn at once. */
let page: EventTarget & { visibilityState: 'visible' | 'hidden' }
/** What the browser keeps for the tab, and for all tabs. */
const stores = { sessionStorage: new Map<string, string>(), localStorage: new Map<string, string>() }

function openStores(): void {
  for (const [name, store] of Object.entries(stores)) {
    vi.stubGlobal(name, {
      getItem: (key: string) => store.get(key) ?? null,
      setItem: (key: string, value: string) => store.set(key, value),
      removeItem: (key: string) => store.delete(key),
    })
  }
}

/** The page as it is when it was just opened: what is kept for the tab is all that is known. */
async function openPage(): Promise<void> {
  vi.resetModules()
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' as const })
  vi.stubGlobal('document', page)
  ;[actions, decide, openSets] = await Promise.all([
    import('./actions.ts'),
    import('./decide.ts'),
    import('./open-sets.ts'),
  ])
}

function leavePage(): void {
  page.visibilityState = 'hidden'
  page.dispatchEvent(new Event('visibilitychange'))
}

beforeEach(async () => {
  model = new WriteModel()
  for (const store of Object.values(stores)) store.clear()
  openStores()
  vi.stubGlobal('fetch', model.fetch)
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => queueMicrotask(frame))
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-26T08:00:00Z') })
  await openPage()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const place = { owner: 'openclaw', repo: 'openclaw' }
const [many, retry, offline] = sets as [SetDetail, SetDetail, SetDetail]
const judge = (set: SetDetail, verdict: MaintainerVerdict, others: number[]) =>
  decide.judgeMembers(place, set, others, verdict, true)
/** `d` on #3320 beside #3188, `n` on it, and so on. */
const sayRetry = (verdict: MaintainerVerdict) => judge(retry, verdict, [3320])
const sayOffline = (verdict: MaintainerVerdict) => judge(offline, verdict, [3391])
const unsaved = () => actions.unsentActions().map(({ kind, action }) => `${kind} ${action.sentence}`)
const passMinutes = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000)

/** Has it given. @returns says how it fares, once it is under way. */
async function underWay(give: () => Promise<boolean>) {
  const answer = model.hold()
  const before = model.requests.length
  void give()
  await vi.waitFor(() => expect(model.requests.length).toBe(before + 1))
  return answer
}

describe('what did not arrive', () => {
  test.each(['offline', 401, 408, 425, 429, 503] as const)(
    'is sent again in its order, where it was %s',
    async (mishap) => {
      model.fail(mishap, mishap, mishap, mishap)
      await Promise.all([sayRetry('DUPLICATE'), sayOffline('COMPETING')])
      expect(unsaved()).toEqual([
        'send #3320 and #3188: a duplicate',
        'send #3391 and #3205: competing, keep both',
      ])
      expect(actions.isUnsaved()).toBe(true)
      await actions.retryActions()
      expect(model.verdicts.size).toBe(0)
      model.requests.length = 0
      await judge(many, 'NOT_RELATED', [2954])
      await actions.retryActions()
      expect(model.requests).toEqual([
        'PUT 2700/2954 NOT_RELATED',
        'PUT 3188/3320 DUPLICATE',
        'PUT 3205/3391 COMPETING',
      ])
      expect([unsaved(), actions.isUnsaved()]).toEqual([[], false])
      expect(await actions.undoAction()).toBe('/openclaw/openclaw/sets/set-3205')
    },
  )

  test('is not kept where another maintainer has decided, and that is told', async () => {
    model.verdicts.set('3188/3320', 'NOT_RELATED')
    expect(await sayRetry('DUPLICATE')).toBe(false)
    expect(unsaved()).toEqual([])
    expect(actions.lastAction()).toMatchObject({ state: 'failed', kind: 'send' })
    expect(actions.lastAction()!.problem).toContain('another maintainer has judged this pair')
    expect(await actions.undoAction()).toBeNull()
  })

  test('gives way to a later word on the same, whether that comes before or behind its failure', async () => {
    const answer = await underWay(() => sayRetry('DUPLICATE'))
    const later = sayRetry('NOT_RELATED')
    answer(503)
    expect(await later).toBe(true)
    expect(unsaved()).toEqual([])
    model.fail(503, 503)
    await sayOffline('DUPLICATE')
    await decide.chooseKeeper(place, many, 2954)
    await decide.putOff(place, many, 'change')
    await sayOffline('NOT_RELATED')
    await actions.retryActions()
    expect(unsaved()).toEqual([])
    expect(Object.fromEntries(model.verdicts)).toEqual({
      '3188/3320': 'NOT_RELATED',
      '3205/3391': 'NOT_RELATED',
    })
    expect(model.decisions.get('set-2700')).toMatchObject({ state: 'waiting', keeper: null })
  })

  test('of several pairs is sent for those of which nothing was said since', async () => {
    model.fail(503)
    await judge(many, 'DUPLICATE', [2954, 3017, 3101])
    await judge(many, 'NOT_RELATED', [3017])
    await actions.retryActions()
    expect(Object.fromEntries(model.verdicts)).toEqual({
      '2700/2954': 'DUPLICATE',
      '2700/3017': 'NOT_RELATED',
      '2700/3101': 'DUPLICATE',
    })
    // Also where that was said while the first of them was under way.
    const answer = await underWay(() => judge(many, 'COMPETING', [2954, 3101]))
    const later = judge(many, 'RELATED', [3101])
    model.requests.length = 0
    answer()
    await later
    // Each is refused first, as the page was read before the verdicts above.
    expect(model.requests).toEqual([
      'PUT 2700/2954 COMPETING',
      'PUT 2700/3101 RELATED',
      'PUT 2700/3101 RELATED',
    ])
  })

  test('gives way to a word that was given on the page of the pair', async () => {
    model.fail(503)
    await sayRetry('DUPLICATE')
    actions.dropEarlier('/api/repos/openclaw/openclaw/pairs/3188/3320/verdict')
    expect([unsaved(), actions.lastAction()]).toEqual([[], null])
  })

  test('is dropped by its undo, and counts for nothing', async () => {
    openSets.noteQueue('openclaw', 'openclaw', sets, {
      decisions: { open: 3, waiting: 0, decided: 0, closed: 0 },
      ended: [],
      decidedAt: [],
    })
    model.fail(503)
    await sayRetry('DUPLICATE')
    expect(await actions.undoAction()).toBe('/openclaw/openclaw/sets/set-3188')
    await actions.retryActions()
    expect(model.requests).toEqual(['PUT 3188/3320 DUPLICATE'])
    expect([unsaved(), actions.isUnsaved()]).toEqual([[], false])
    expect(openSets.progressOf('openclaw', 'openclaw')).toMatchObject({ decided: 0, open: 3 })
  })

  test('is nothing that the next reader says', async () => {
    model.fail(401)
    await sayRetry('DUPLICATE')
    const answer = await underWay(() => sayOffline('DUPLICATE'))
    const queued = decide.chooseKeeper(place, many, 2954)
    actions.forgetActions()
    answer(401)
    expect(await queued).toBe(false)
    await actions.retryActions()
    expect([model.verdicts.size, model.decisions.size]).toEqual([0, 0])
    expect([unsaved(), actions.lastAction(), actions.isUnsaved()]).toEqual([[], null, false])
  })

  test('is no word of the next reader’s, where its answer came after the log-out', async () => {
    const answer = await underWay(() => sayRetry('DUPLICATE'))
    const arrived = actions.whenWritten()
    ;(await import('./forget-reader.ts')).forgetReader()
    answer()
    await arrived
    expect(await sayRetry('NOT_RELATED')).toBe(false)
    expect(model.verdicts.get('3188/3320')).toBe('DUPLICATE')
  })

  test('is not sent by itself where it waits for a session, or for a look', async () => {
    model.fail(401, 'offline', 503)
    await sayRetry('DUPLICATE')
    await sayOffline('DUPLICATE')
    passMinutes(6)
    await judge(many, 'DUPLICATE', [2954])
    model.requests.length = 0
    await actions.resendActions()
    // The last one alone: the first needs a login, the second was said too long ago.
    expect(model.requests).toEqual(['PUT 2700/2954 DUPLICATE'])
    expect(unsaved().length).toBe(2)
    model.requests.length = 0
    await actions.resendActions()
    expect(model.requests).toEqual([])
    expect(actions.unsentActions()).toMatchObject([{ isLocked: true }, { isTooOld: true }])
  })

  test('is not sent any more when others may have changed what it was about; a decision finds that out', async () => {
    model.fail(401, 401)
    await sayRetry('DUPLICATE')
    await decide.chooseKeeper(place, many, 2954)
    passMinutes(6)
    model.requests.length = 0
    await actions.retryActions()
    expect(model.requests).toEqual(['PUT set-2700 2954'])
    expect(actions.lastAction()).toMatchObject({ state: 'failed', isTooOld: true, isLocked: false })
    expect(actions.lastAction()!.problem).toContain('look again')
    await actions.retryActions()
    expect(model.verdicts.size).toBe(0)
    // Looked at again, it is said anew.
    await sayRetry('DUPLICATE')
    expect([unsaved(), model.verdicts.get('3188/3320')]).toEqual([[], 'DUPLICATE'])
  })
})

describe('an undo', () => {
  test('of what is under way sends nothing where that fails', async () => {
    const given = [
      () => sayRetry('DUPLICATE'),
      () => decide.chooseKeeper(place, many, 2954),
      () => decide.putOff(place, offline, 'change'),
    ]
    for (const give of given) {
      const answer = await underWay(give)
      const undone = actions.undoAction()
      answer(401)
      expect(await undone).toMatch('/sets/')
      expect(actions.lastAction()).toMatchObject({ kind: 'undo', state: 'undone', isLocked: false })
    }
    expect(unsaved()).toEqual([])
    expect(model.requests).toEqual(['PUT 3188/3320 DUPLICATE', 'PUT set-2700 2954', 'PUT set-3205 change'])
    // What has not even been begun is not sent at all.
    const answer = await underWay(() => sayOffline('DUPLICATE'))
    void sayRetry('DUPLICATE')
    const undone = actions.undoAction()
    answer('offline')
    await undone
    expect(model.requests.slice(3)).toEqual(['PUT 3205/3391 DUPLICATE'])
  })

  test('that failed is told as one, is sent again, and gives way to a new word', async () => {
    await sayRetry('DUPLICATE')
    model.fail(503)
    expect(await actions.undoAction()).toBeNull()
    expect(actions.lastAction()).toMatchObject({ kind: 'undo', state: 'failed' })
    expect(unsaved()).toEqual(['undo #3320 and #3188: a duplicate'])
    await actions.retryActions()
    expect(model.verdicts.size).toBe(0)
    await sayRetry('DUPLICATE')
    model.fail(503)
    await actions.undoAction()
    await sayRetry('DUPLICATE')
    await actions.retryActions()
    expect(model.verdicts.get('3188/3320')).toBe('DUPLICATE')
  })

  test('whose answer was lost is done when it is tried again', async () => {
    for (const give of [() => sayRetry('DUPLICATE'), () => decide.chooseKeeper(place, many, 2954)]) {
      await give()
      model.fail('lost')
      expect(await actions.undoAction()).toBeNull()
      await actions.retryActions()
      expect(actions.lastAction()).toMatchObject({ state: 'undone' })
    }
    expect(model.verdicts.size).toBe(0)
    expect(model.decisions.get('set-2700')?.saidAt).toBeNull()
  })

  test('of what another maintainer had said, too, leaves that, and takes back the rest', async () => {
    const undone = { kind: 'undo', state: 'undone', mayStand: false }
    for (const _ of [1, 2]) {
      model.verdicts.set('3188/3320', 'DUPLICATE')
      expect(await sayRetry('DUPLICATE')).toBe(true)
      expect(await actions.undoAction()).toBe('/openclaw/openclaw/sets/set-3188')
      expect(actions.lastAction()).toMatchObject({ ...undone, standing: 1 })
      expect(model.verdicts.get('3188/3320')).toBe('DUPLICATE')
    }
    // It is no word of the reader's own, over which another one could be said unseen.
    expect(await sayRetry('NOT_RELATED')).toBe(false)
    model.verdicts.set('2700/3017', 'DUPLICATE')
    await judge(many, 'DUPLICATE', [2954, 3017, 3101])
    await actions.undoAction()
    expect(actions.lastAction()).toMatchObject({ ...undone, standing: 1 })
    expect([...model.verdicts.keys()]).toEqual(['3188/3320', '2700/3017'])
  })

  test('of what another maintainer had said, too, leaves the set decided', async () => {
    openSets.noteQueue('openclaw', 'openclaw', sets, {
      decisions: { open: 3, waiting: 0, decided: 0, closed: 0 },
      ended: [],
      decidedAt: [],
    })
    model.verdicts.set('3188/3320', 'DUPLICATE')
    await sayRetry('DUPLICATE')
    await actions.undoAction()
    expect(openSets.progressOf('openclaw', 'openclaw')).toMatchObject({ decided: 1, open: 2 })
  })

  test('of a keeper gives the one back that was chosen before', async () => {
    await decide.chooseKeeper(place, many, 2954)
    const read = { ...many, decision: model.decisions.get('set-2700')! }
    await decide.putOff(place, read, 'change')
    expect(await actions.undoAction()).toBe('/openclaw/openclaw/sets/set-2700')
    expect(model.decisions.get('set-2700')).toMatchObject({ state: 'decided', keeper: 2954, until: null })
  })
})

describe('a word whose answer was lost', () => {
  const gives: [string, () => Promise<boolean>][] = [
    ['verdict', () => sayRetry('DUPLICATE')],
    ['keeper', () => decide.chooseKeeper(place, retry, 3320)],
    ['day', () => decide.putOff(place, retry, '2026-12-01')],
  ]

  test.each(
    gives.flatMap(([what, give]) =>
      (['lost', 'broken off'] as const).map((how) => [what, how, give] as const),
    ),
  )('has arrived when it is found to stand: a %s whose answer was %s', async (_, how, give) => {
    model.fail(how)
    expect(await give()).toBe(false)
    await actions.retryActions()
    expect(actions.lastAction()).toMatchObject({ state: 'sent', problem: '' })
    expect(unsaved()).toEqual([])
    expect(await actions.undoAction()).toBe('/openclaw/openclaw/sets/set-3188')
    expect(model.verdicts.size).toBe(0)
    expect(model.decisions.get('set-3188')?.saidAt ?? null).toBeNull()
  })

  test.each(gives)(
    'is dropped and not undone: what stands may be another maintainer’s: a %s',
    async (_, give) => {
      model.fail('lost')
      await give()
      const sent = model.requests.length
      expect(await actions.undoAction()).toBe('/openclaw/openclaw/sets/set-3188')
      expect(actions.lastAction()).toMatchObject({ state: 'undone', mayStand: true })
      expect([model.requests.length, unsaved(), actions.isUnsaved()]).toEqual([sent, [], false])
      expect(model.verdicts.size + model.decisions.size).toBeGreaterThan(0)
    },
  )

  test('is no longer the reader’s once it was dropped', async () => {
    model.fail('lost')
    await sayRetry('DUPLICATE')
    await actions.undoAction()
    expect(await sayRetry('NOT_RELATED')).toBe(false)
    expect(model.verdicts.get('3188/3320')).toBe('DUPLICATE')
  })

  test('is no other maintainer’s for the next word on the same', async () => {
    model.fail('lost')
    await sayRetry('DUPLICATE')
    expect(await sayRetry('NOT_RELATED')).toBe(true)
    model.fail('lost')
    await decide.chooseKeeper(place, many, 2954)
    expect(await decide.putOff(place, many, 'change')).toBe(true)
    expect(model.verdicts.get('3188/3320')).toBe('NOT_RELATED')
    expect(model.decisions.get('set-2700')).toMatchObject({ until: 'change' })
  })

  test.each([503, 'lost'] as const)(
    'does not pass over another maintainer’s word, where it was %s',
    async (mishap) => {
      model.fail(mishap)
      await decide.chooseKeeper(place, retry, 3320)
      model.decisions.set('set-3188', {
        ...retry.decision,
        state: 'waiting',
        until: 'change',
        saidAt: '2026-11-26T08:00:00Z',
        version: 'another',
      })
      await actions.retryActions()
      expect(actions.lastAction()).toMatchObject({ state: 'failed' })
      expect(model.decisions.get('set-3188')).toMatchObject({ until: 'change', keeper: null })
    },
  )

  test('is forgotten by its undo: what stands then is another’s', async () => {
    await sayRetry('DUPLICATE')
    await actions.undoAction()
    model.verdicts.set('3188/3320', 'DUPLICATE')
    expect(await sayRetry('NOT_RELATED')).toBe(false)
    expect(model.verdicts.get('3188/3320')).toBe('DUPLICATE')
  })
})

test('an undone verdict gives the one back that stood', async () => {
  model.verdicts.set('3188/3320', 'COMPETING')
  const read = { ...retry, edges: [edge(3188, 3320, { verdict: 'COMPETING' })] }
  await judge(read, 'DUPLICATE', [3320])
  expect(await actions.undoAction()).not.toBeNull()
  expect(model.verdicts.get('3188/3320')).toBe('COMPETING')
})

describe('a page that is left', () => {
  test('sends all that waits at once, each under an id of its own', async () => {
    const answer = await underWay(() => sayRetry('DUPLICATE'))
    void sayOffline('COMPETING')
    void judge(many, 'DUPLICATE', [2954, 3017])
    void decide.putOff(place, many, 'change')
    expect(actions.isAtRisk()).toBe(false)
    leavePage()
    await vi.waitFor(() => expect(model.requests.length).toBe(5))
    expect(model.requests).toEqual([
      'PUT 3188/3320 DUPLICATE',
      'PUT 3205/3391 COMPETING',
      'PUT 2700/2954 DUPLICATE',
      'PUT 2700/3017 DUPLICATE',
      'PUT set-2700 change',
    ])
    expect(new Set(model.ids).size).toBe(5)
    answer()
    await actions.whenWritten()
    expect(actions.isUnsaved()).toBe(false)
    expect([model.verdicts.size, stores.sessionStorage.size]).toEqual([4, 0])
  })

  test('keeps their order where two are about the same, and warns of what would wait for that', async () => {
    const answer = await underWay(() => sayRetry('DUPLICATE'))
    const undone = actions.undoAction()
    expect(actions.isAtRisk()).toBe(true)
    leavePage()
    answer()
    await undone
    expect(model.requests).toEqual(['PUT 3188/3320 DUPLICATE', 'DELETE 3188/3320 DUPLICATE'])
    // No more at once than a browser lets go on: the rest is kept.
    for (let pair = 0; pair < 15; pair++) model.hold()
    void judge(
      many,
      'DUPLICATE',
      Array.from({ length: 15 }, (_, at) => 5_000 + at),
    )
    expect(actions.isAtRisk()).toBe(true)
    await vi.waitFor(() => expect(model.requests.length).toBe(2 + 12))
  })

  test('warns where answers stay out, or there is no network', async () => {
    await underWay(() => sayRetry('DUPLICATE'))
    expect(actions.isAtRisk()).toBe(false)
    vi.stubGlobal('navigator', { onLine: false })
    expect(actions.isAtRisk()).toBe(true)
    vi.stubGlobal('navigator', { onLine: true })
    vi.setSystemTime(Date.now() + 3_000)
    expect(actions.isAtRisk()).toBe(true)
  })
})

describe('the next page of the tab', () => {
  const goOn = async () => {
    await openPage()
    expect(actions.hasInherited()).toBe(true)
    await decide.takeUpWords()
  }

  test('sends what had not arrived under the ids that it had, and undoes it', async () => {
    model.fail('lost', 'offline', 'offline')
    void sayRetry('DUPLICATE')
    void decide.chooseKeeper(place, many, 2954)
    await sayOffline('COMPETING')
    const ids = [...model.ids]
    await goOn()
    expect(model.ids.slice(3)).toEqual(ids)
    expect([...model.verdicts]).toEqual([
      ['3188/3320', 'DUPLICATE'],
      ['3205/3391', 'COMPETING'],
    ])
    expect(model.decisions.get('set-2700')).toMatchObject({ keeper: 2954 })
    expect([unsaved(), stores.sessionStorage.size]).toEqual([[], 0])
    expect(await actions.undoAction()).toBe('/openclaw/openclaw/sets/set-3205')
    expect(model.verdicts.has('3205/3391')).toBe(false)
  })

  test('goes on with an undo, and leaves what another maintainer had said', async () => {
    model.verdicts.set('3188/3320', 'DUPLICATE')
    await decide.chooseKeeper(place, many, 2954)
    model.fail('offline')
    await actions.undoAction()
    await underWay(() => sayRetry('DUPLICATE'))
    void actions.undoAction()
    await goOn()
    expect([...model.verdicts]).toEqual([['3188/3320', 'DUPLICATE']])
    expect(model.decisions.get('set-2700')?.saidAt).toBeNull()
  })

  test.each([
    ['undone', undefined],
    ['said otherwise', 'COMPETING'],
  ] as const)('is told what was %s since, and overwrites nothing', async (_, since) => {
    model.fail('lost')
    await sayRetry('DUPLICATE')
    if (since === undefined) model.verdicts.delete('3188/3320')
    else model.verdicts.set('3188/3320', since)
    await goOn()
    expect(model.verdicts.get('3188/3320')).toBe(since)
    expect(actions.refusedActions()).toMatchObject([{ state: 'failed', kind: 'send' }])
  })

  test('knows which word is its own, and which was said after it', async () => {
    const answer = await underWay(() => sayRetry('DUPLICATE'))
    void sayRetry('NOT_RELATED')
    answer('lost')
    model.fail('offline')
    await actions.whenWritten()
    expect(model.verdicts.get('3188/3320')).toBe('DUPLICATE')
    await goOn()
    expect(model.verdicts.get('3188/3320')).toBe('NOT_RELATED')
    // What was said here before the old word was taken up counts after it.
    model.fail('offline')
    await sayOffline('COMPETING')
    await openPage()
    await sayOffline('DUPLICATE')
    await decide.takeUpWords()
    expect(model.verdicts.get('3205/3391')).toBe('DUPLICATE')
  })

  test('tells of a verdict that was said too long ago, and keeps nothing for more than half a day', async () => {
    model.fail('offline', 'offline')
    await sayRetry('DUPLICATE')
    passMinutes(10)
    await goOn()
    expect(actions.lastAction()).toMatchObject({ state: 'failed', isTooOld: true })
    passMinutes(13 * 60)
    await openPage()
    expect(actions.hasInherited()).toBe(false)
  })

  test.each(['here', 'in another tab'])('has nothing of who has logged out %s', async (where) => {
    model.fail('offline')
    await sayRetry('DUPLICATE')
    if (where === 'here') (await import('./forget-reader.ts')).forgetReader()
    else (await import('./kept-words.ts')).noteLogOut(Date.now())
    await openPage()
    expect(actions.hasInherited()).toBe(false)
  })

  test('leaves out what it cannot read, and sends the rest', async () => {
    model.fail('offline')
    await sayRetry('DUPLICATE')
    const [[place, kept]] = [...stores.sessionStorage] as [[string, string]]
    const [word] = JSON.parse(kept)
    const spoiled = [{ at: word.at }, { ...word, spoken: null }, { ...word, own: 7 }]
    stores.sessionStorage.set(place, JSON.stringify([...spoiled, word]))
    await goOn()
    expect(model.verdicts.get('3188/3320')).toBe('DUPLICATE')
    expect([unsaved(), stores.sessionStorage.size]).toEqual([[], 0])
  })

  test('has nothing that was dropped since, where the browser had no room for what was left', async () => {
    model.fail('offline', 'offline')
    await sayRetry('DUPLICATE')
    sessionStorage.setItem = () => {
      throw new DOMException('no room', 'QuotaExceededError')
    }
    await sayOffline('COMPETING')
    await actions.undoAction(actions.unsentActions()[0])
    await openPage()
    expect(actions.hasInherited()).toBe(false)
  })

  test('goes without where the browser keeps nothing', async () => {
    vi.stubGlobal('sessionStorage', undefined)
    model.fail('offline')
    await sayRetry('DUPLICATE')
    await actions.retryActions()
    expect(model.verdicts.size).toBe(1)
  })
})
