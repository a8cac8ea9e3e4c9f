/** What happens before the policy is in memory. */
import { describe, expect, it } from 'vitest'
import { blockedAddress } from './blocked-address.ts'
import { BAD, BLOCKED, GOOD, PAGE, rig } from './testing.ts'

describe('a cold worker', () => {
  const request = (url: string, more: object = {}) => ({
    requestId: '7',
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

  it('never holds a form’s POST or a frame: those must arrive as they were', () => {
    const { launch } = rig({ warm: false })
    expect(launch.answer(request(GOOD, { method: 'POST' }))).toEqual({})
    expect(launch.answer(request(GOOD, { type: 'sub_frame' }))).toEqual({})
  })

  it('holds a page that is restored with the name of who linked to it; long after the launch a link is left alone', () => {
    const linked = { initiator: 'https://a.test' }
    expect(rig({ warm: false }).launch.answer(request(BAD, linked))).toEqual({ cancel: true })
    const { launch } = rig({ warm: false, isWokenAgain: true })
    expect(launch.answer(request(BAD, linked))).toEqual({ cancel: true })
    expect(launch.answer(request(BAD, { ...linked, requestId: '1001' }))).toEqual({})
  })

  it('leaves a typed page to the rules when it was only woken, long after the launch', () => {
    const { launch } = rig({ warm: false, isWokenAgain: true })
    expect(launch.answer(request(GOOD, { requestId: '1001' }))).toEqual({})
    expect(launch.answer(request(GOOD, { requestId: '1000' }))).toEqual({ cancel: true })
    // What the browser does not promise: holding is the careful side.
    expect(launch.answer(request(GOOD, { requestId: 'a-1001' }))).toEqual({ cancel: true })
  })

  it('holds it after an update, however long the browser has been running', () => {
    const { launch } = rig({ warm: false, isWokenAgain: false })
    expect(launch.answer(request(GOOD, { requestId: '50000' }))).toEqual({ cancel: true })
  })

  it('plays the first 200 of a flood again; the rest stays stopped', async () => {
    const { launch, guard, log, event, warm } = rig({ warm: false })
    const flood = Array.from({ length: 201 }, (_, n) => `https://good.test/${n}`)
    for (const url of flood) expect(launch.answer(request(url))).toEqual({ cancel: true })
    const failed = flood.map((url) => guard.failed(event(url, { error: BLOCKED })))
    warm()
    await Promise.all(failed)
    expect(log).toHaveLength(200)
  })

  it('judges what was left to the rules as soon as it can', async () => {
    const { guard, log, event, warm } = rig({ warm: false })
    const before = guard.beforeNavigate(event(BAD))
    warm()
    await before
    expect(log).toContain(`go 1 ${blockedAddress(PAGE, BAD)}`)
  })
})
