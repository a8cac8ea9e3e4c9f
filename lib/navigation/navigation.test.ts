/** A navigation is judged whatever served it: stopped once, or let through and recorded once. */
import { describe, expect, it } from 'vitest'
import { blockedAddress } from './blocked-address.ts'
import { BAD, BLOCKED, GOOD, PAGE, rig } from './testing.ts'

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

it('a cold worker whose lists are read late notes it once, whichever event they are read for first', async () => {
  const { guard, event, log, warm, setAnswer } = rig({ warm: false })
  let read = (): void => {}
  setAnswer(new Promise((resolve) => (read = resolve)))
  const before = guard.beforeNavigate(event(BAD))
  const committed = guard.committed(event(BAD))
  warm()
  await committed
  read()
  await before
  expect(log.filter((line) => line.startsWith('row'))).toEqual([`row blocked ${BAD}`])
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

  it('is left only once it stands in the history: a step back before that would start from our page', async () => {
    const { guard, log, event } = rig()
    await guard.committed(event(blockedAddress(PAGE, BAD)))
    await guard.beforeNavigate(event(BAD))
    expect(log).toEqual([])
    await guard.failed(event(BAD, { error: BLOCKED }))
    expect(log).toEqual(['back 1'])
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
  it('a search that was sent beside its address is asked for by the address alone, and once', async () => {
    const SEARCH = 'https://duckduckgo.com/'
    const { guard, event, log } = rig()
    const failing = event(SEARCH, { error: BLOCKED })
    await guard.failed(failing)
    await guard.failed(failing)
    expect(log).toEqual([`go 1 ${SEARCH}`])
    await guard.committed(event(SEARCH))
    log.length = 0
    await guard.failed(failing)
    expect(log).toEqual([`go 1 ${SEARCH}`])
  })

  it('that the rules stopped because they lagged behind is asked for again, once they do not', async () => {
    const { guard, log, event, rules } = rig()
    rules.changedAt = 100_000
    await guard.failed(event(GOOD, { error: BLOCKED, timeStamp: 99_999 }))
    expect(log).toEqual(['again 1'])
    // By a clock that was set back since it seems to have failed before them for ever.
    await guard.failed(event(GOOD, { error: BLOCKED, timeStamp: 99_999 }))
    expect(log).toHaveLength(1)
    // Another extension stopped it, say: nothing of ours has changed.
    await guard.failed(event(GOOD, { error: BLOCKED, timeStamp: 106_000 }))
    expect(log).toHaveLength(1)
  })

  // Was broken: the page that a pupil asked for as a lesson ended stayed an error.
  it('that the rules stopped just before they changed is asked for again, too', async () => {
    const { guard, log, event, rules } = rig()
    rules.changedAt = 100_000
    await guard.failed(event(GOOD, { error: BLOCKED, timeStamp: 100_040 }))
    expect(log).toEqual(['again 1'])
  })

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

  it('is neither judged nor recorded where it changes its address while it is only prerendered', async () => {
    const { guard, log, event } = rig()
    for (const url of [GOOD, BAD])
      await guard.moved(event(url, { frameId: 9, documentLifecycle: 'prerender' }))
    expect(log).toEqual([])
  })
})
