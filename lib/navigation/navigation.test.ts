import { describe, expect, it } from 'vitest'
import type { Verdict } from '../verdict/verdict.ts'
import { blockedAddress, stoppedAddress } from './blocked-address.ts'
import { FrameStops } from './frame-stops.ts'
import { createJudge } from './judge.ts'
import type { Judge } from './judge.ts'
import { NO_LISTS, plainLists } from '../../tests/fixtures/plain-lists.ts'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import { exactly } from '../time/now.ts'
import { createLaunchGuard } from './launch-guard.ts'
import { NavigationGuard } from './navigation-guard.ts'
import { LifelineTabs } from './lifeline-tabs.ts'
import { ShownPages } from './shown-pages.ts'
import { Stops } from './stops.ts'
import { sweep } from './sweep.ts'

const PAGE = 'chrome-extension://kerb/blocked.html'
const BAD = 'https://bad.test/a'
const GOOD = 'https://good.test/'
const BLOCKED = 'net::ERR_BLOCKED_BY_CLIENT'

const allow: Verdict = { action: 'allow', reason: { kind: 'unknown-host' }, remedy: 'none' }
const block: Verdict = { action: 'block', reason: { kind: 'category', category: 'games' }, remedy: 'ask' }
const advert: Verdict = { ...block, reason: { kind: 'category', category: 'ads' } }

/** A worker whose policy becomes known when `warm` is called. */
function rig({ warm = true, history = true } = {}) {
  const log: string[] = []
  const notices: unknown[] = []
  let known = warm
  let makeReady = (): void => {}
  const ready = warm ? Promise.resolve() : new Promise<void>((resolve) => (makeReady = resolve))
  const rule = (url: string): Verdict =>
    url.startsWith(PAGE)
      ? allow
      : url.includes('ads.test')
        ? advert
        : url.includes('bad.test')
          ? block
          : allow
  const judge: Judge = { ready, ruling: () => null, verdict: (url) => (known ? rule(url) : null) }
  let time = 0
  let open: { id: number; url: string }[] = []
  const session = new Map<string, unknown>()
  const tabs = {
    go: async (tab: number, url: string) => void log.push(`go ${tab} ${url}`),
    again: async (tab: number) => void log.push(`again ${tab}`),
    back: async (tab: number) => (log.push(`back ${tab}`), history),
    all: async () => open,
    frames: async () => [
      { frameId: 0, parentFrameId: -1, url: GOOD },
      { frameId: 3, parentFrameId: 0, url: BAD },
    ],
    emptyFrame: async (tab: number, frame: number) => void log.push(`empty ${tab} ${frame}`),
    tellFrame: async (_tab: number, _frame: number, message: unknown) => void notices.push(message),
  }
  const sessionPort = {
    get: async <T>(key: string) => session.get(key) as T | undefined,
    set: async (key: string, value: unknown) => void session.set(key, value),
  }
  const shown = new ShownPages(sessionPort)
  const lifelines = new LifelineTabs(sessionPort)
  const stops = new Stops({
    tabs,
    shown,
    page: PAGE,
    newTab: 'chrome://newtab/',
    clock: () => time,
    record: ({ url }) => log.push(`row blocked ${url}`),
  })
  const launch = createLaunchGuard(judge)
  const frames = new FrameStops({
    tabs,
    record: ({ url }) => log.push(`row frame ${url}`),
    notice: (urls) => urls,
  })
  const guard = new NavigationGuard({
    judge,
    launch,
    stops,
    shown,
    lifelines,
    tabs,
    page: PAGE,
    frames,
    purge: { workersOf: async (origin) => void log.push(`purge ${origin}`) },
    visited: ({ url }) => log.push(`row visit ${url}`),
    left: () => {},
    moved: ({ url }) => log.push(`row moved ${url}`),
    safeAddress: () => null,
  })
  const event = (url: string, more: object = {}) => ({
    tabId: 1,
    frameId: 0,
    parentFrameId: -1,
    url,
    ...more,
  })
  return {
    log,
    notices,
    guard,
    launch,
    shown,
    event,
    parts: { judge, tabs, stops, frames, page: PAGE },
    pass: (ms: number) => (time += ms),
    setOpen: (list: typeof open) => (open = list),
    warm: () => ((known = true), makeReady()),
  }
}

describe('one navigation, one row', () => {
  it('however late its failure is reported', async () => {
    const { guard, event, log, pass } = rig()
    await guard.beforeNavigate(event(BAD))
    // A busy machine: our page is on its way, and has not been committed yet.
    await guard.beforeNavigate(event(blockedAddress(PAGE, BAD)))
    pass(4_000)
    await guard.failed(event(BAD, { error: BLOCKED }))
    expect(log.filter((line) => line.startsWith('row'))).toEqual([`row blocked ${BAD}`])
  })

  it('and a second try through the same redirect is a second row, however soon', async () => {
    const { guard, event, log, pass } = rig()
    for (let turn = 0; turn < 2; turn += 1) {
      await guard.beforeNavigate(event(GOOD))
      await guard.failed(event(BAD, { error: BLOCKED }))
      pass(300)
    }
    expect(log.filter((line) => line.startsWith('row'))).toHaveLength(2)
  })
})

describe('the blocked page’s address', () => {
  it('carries the stopped address without credentials and gives it back', () => {
    const address = blockedAddress(PAGE, 'https://me:secret@bad.test/a?b=c&d#e')
    expect(address).not.toContain('secret')
    expect(stoppedAddress(PAGE, address)).toBe('https://bad.test/a?b=c&d#e')
    expect(stoppedAddress(PAGE, `${GOOD}?u=x`)).toBeNull()
  })
})

describe('a forbidden page', () => {
  it('is replaced and recorded once, however many events tell of it', async () => {
    const { guard, log, event } = rig()
    await guard.beforeNavigate(event(BAD))
    await guard.failed(event(BAD, { error: BLOCKED }))
    expect(log).toEqual([`row blocked ${BAD}`, `go 1 ${blockedAddress(PAGE, BAD)}`])
  })

  it('counts again when it is tried again later', async () => {
    const { guard, log, event, pass } = rig()
    await guard.failed(event(BAD, { error: BLOCKED }))
    pass(11_000)
    await guard.beforeNavigate(event(BAD))
    await guard.failed(event(BAD, { error: BLOCKED }))
    expect(log.filter((line) => line.startsWith('row'))).toHaveLength(2)
  })

  it('that its own service worker served is taken out and its workers purged', async () => {
    const { guard, log, event } = rig()
    await guard.committed(event(BAD))
    expect(log).toContain(`go 1 ${blockedAddress(PAGE, BAD)}`)
    expect(log).toContain('purge https://bad.test')
    expect(log).not.toContain(`row visit ${BAD}`)
  })

  it('is left by a press that comes at once, too', async () => {
    const { guard, log, event } = rig()
    await guard.beforeNavigate(event(BAD))
    await guard.failed(event(BAD, { error: BLOCKED }))
    await guard.committed(event(blockedAddress(PAGE, BAD)))
    await guard.beforeNavigate(event(BAD))
    await guard.failed(event(BAD, { error: BLOCKED }))
    expect(log.filter((line) => line === 'back 1')).toEqual(['back 1'])
    expect(log.filter((line) => line.startsWith('row blocked'))).toHaveLength(1)
  })

  it('is left for good when its failure is reported after the step back has begun, and counts when tried again', async () => {
    const { guard, log, event } = rig()
    const tryIt = async () => {
      await guard.beforeNavigate(event(BAD))
      await guard.failed(event(BAD, { error: BLOCKED }))
      await guard.committed(event(blockedAddress(PAGE, BAD)))
    }
    await tryIt()
    await guard.beforeNavigate(event(BAD))
    await guard.beforeNavigate(event(GOOD))
    await guard.failed(event(BAD, { error: BLOCKED }))
    await guard.committed(event(GOOD))
    expect(log.filter((line) => line.startsWith('go 1'))).toHaveLength(1)
    await tryIt()
    expect(log.filter((line) => line.startsWith('row blocked'))).toHaveLength(2)
  })

  it('asked for again from its own blocked page is a second row, and our page stays', async () => {
    const { guard, log, event } = rig()
    for (let turn = 0; turn < 2; turn += 1) {
      await guard.beforeNavigate(event(BAD))
      await guard.failed(event(BAD, { error: BLOCKED }))
      await guard.committed(event(blockedAddress(PAGE, BAD)))
    }
    expect(log.filter((line) => line.startsWith('row'))).toEqual([`row blocked ${BAD}`, `row blocked ${BAD}`])
    expect(log.filter((line) => line === 'back 1')).toHaveLength(1)
  })

  it('is left by one press of Back, and by a new tab when nothing lies behind', async () => {
    for (const history of [true, false]) {
      const { guard, log, event, pass } = rig({ history })
      await guard.committed(event(blockedAddress(PAGE, BAD)))
      pass(5_000)
      await guard.failed(event(BAD, { error: BLOCKED }))
      expect(log).toEqual(history ? ['back 1'] : ['back 1', 'go 1 chrome://newtab/'])
    }
  })

  it('reached by pushState is stopped too', async () => {
    const { guard, log, event } = rig()
    await guard.moved(event(BAD))
    expect(log).toContain(`go 1 ${blockedAddress(PAGE, BAD)}`)
  })
})

describe('a permitted page', () => {
  it('is recorded when it is shown, and nothing else happens', async () => {
    const { guard, log, event } = rig()
    await guard.beforeNavigate(event(GOOD))
    await guard.committed(event(GOOD))
    expect(log).toEqual([`row visit ${GOOD}`])
  })

  it('is not recorded while it is only prerendered', async () => {
    const { guard, log, event } = rig()
    await guard.committed(event(GOOD, { documentLifecycle: 'prerender' }))
    expect(log).toEqual([])
  })
})

describe('a cold worker', () => {
  const request = (url: string, more: object = {}) => ({
    url,
    tabId: 1,
    method: 'GET',
    type: 'main_frame',
    ...more,
  })

  it('holds an address given at launch and plays it again once it knows that nothing forbids it', async () => {
    const { launch, guard, log, event, warm } = rig({ warm: false })
    expect(launch.answer(request(GOOD))).toEqual({ cancel: true })
    const failed = guard.failed(event(GOOD, { error: BLOCKED }))
    expect(log).toEqual([])
    warm()
    await failed
    expect(log).toEqual(['again 1'])
    expect(launch.answer(request(GOOD))).toEqual({})
  })

  it('shows the blocked page for a forbidden one', async () => {
    const { launch, guard, log, event, warm } = rig({ warm: false })
    launch.answer(request(BAD))
    const failed = guard.failed(event(BAD, { error: BLOCKED }))
    warm()
    await failed
    expect(log.at(-1)).toBe(`go 1 ${blockedAddress(PAGE, BAD)}`)
  })

  it('never holds a form’s POST, a link, or a frame: those must arrive as they were', () => {
    const { launch } = rig({ warm: false })
    expect(launch.answer(request(GOOD, { method: 'POST' }))).toEqual({})
    expect(launch.answer(request(GOOD, { initiator: 'https://a.test' }))).toEqual({})
    expect(launch.answer(request(GOOD, { type: 'sub_frame' }))).toEqual({})
  })

  it('judges what was left to the rules as soon as it can', async () => {
    const { guard, log, event, warm } = rig({ warm: false })
    const before = guard.beforeNavigate(event(BAD))
    warm()
    await before
    expect(log).toContain(`go 1 ${blockedAddress(PAGE, BAD)}`)
  })
})

describe('a forbidden frame', () => {
  it('leaves a row and a notice at the place it set out from', async () => {
    const { guard, log, notices, event } = rig()
    await guard.beforeNavigate(event('https://go.test/', { frameId: 4, parentFrameId: 0 }))
    await guard.failed(event(BAD, { frameId: 4, parentFrameId: 0, error: BLOCKED }))
    expect(log).toEqual([`row frame ${BAD}`])
    expect(notices).toEqual([['https://go.test/', BAD]])
  })

  it('reached by pushState is taken out', async () => {
    const { guard, log, notices, event } = rig()
    await guard.moved(event(BAD, { frameId: 4, parentFrameId: 0 }))
    expect(log).toEqual(['empty 1 4', `row frame ${BAD}`])
    expect(notices).toEqual([[BAD]])
  })

  it('that is an advert is stopped without a word', async () => {
    const { guard, log, notices, event } = rig()
    await guard.failed(event('https://ads.test/', { frameId: 4, parentFrameId: 0, error: BLOCKED }))
    expect([log, notices]).toEqual([[], []])
  })
})

describe('sweep', () => {
  it('stops forbidden tabs, empties forbidden frames, and releases what is open again', async () => {
    const { parts, log, notices, setOpen } = rig()
    setOpen([
      { id: 1, url: GOOD },
      { id: 2, url: BAD },
      { id: 3, url: blockedAddress(PAGE, GOOD) },
      { id: 4, url: blockedAddress(PAGE, BAD) },
    ])
    expect(await sweep(parts)).toEqual({ stopped: 1, released: 1 })
    const expected = [
      'empty 1 3',
      `row frame ${BAD}`,
      `go 2 ${blockedAddress(PAGE, BAD)}`,
      `go 3 ${GOOD}`,
      `row blocked ${BAD}`,
    ]
    expect(log.toSorted()).toEqual(expected.toSorted())
    expect(notices).toEqual([[BAD]])
  })
})

describe('a lifeline’s page', () => {
  const policy = plainPolicy({ entries: [{ kind: 'suffix', host: 'chat.test', action: 'block' }] })
  const lists = plainLists({ ...NO_LISTS, lifelines: ['www.childline.test'], illegal: ['illegal.test'] })
  const sessionOf = (values: Map<string, unknown>) => ({
    get: async <T>(key: string) => values.get(key) as T | undefined,
    set: async (key: string, value: unknown) => void values.set(key, value),
  })
  const judgeWith = (lifelines: LifelineTabs) =>
    createJudge({
      ready: Promise.resolve(),
      ruling: () => ({ policy, lists }),
      now: () => exactly(0),
      continued: () => false,
      showsLifeline: (tabId) => lifelines.has(tabId),
    })

  it('keeps its frames of other sites, after the worker died too, and loses them with the page', async () => {
    const values = new Map<string, unknown>()
    const before = new LifelineTabs(sessionOf(values))
    await before.shows(1, true)
    const after = new LifelineTabs(sessionOf(values))
    await after.load()
    const judge = judgeWith(after)
    const within = { tabId: 1 }
    expect(judge.verdict('https://chat.test/', 'frame', within)?.action).toBe('allow')
    expect(judge.verdict('https://chat.test/', 'frame', { tabId: 2 })?.action).toBe('block')
    expect(judge.verdict('https://chat.test/', 'page', within)?.action).toBe('block')
    expect(judge.verdict('https://illegal.test/', 'frame', within)?.action).toBe('block')
    await after.shows(1, false)
    expect(judge.verdict('https://chat.test/', 'frame', within)?.action).toBe('block')
  })

  it('keeps a frame that asks before the worker knows the tab, by who asks', () => {
    const launch = createLaunchGuard(judgeWith(new LifelineTabs(sessionOf(new Map()))))
    const frame = { url: 'https://chat.test/', tabId: 1, method: 'GET', type: 'sub_frame' }
    expect(launch.answer({ ...frame, initiator: 'https://www.childline.test' })).toEqual({})
    expect(launch.answer({ ...frame, initiator: 'https://evil.test' })).toEqual({ cancel: true })
  })
})
