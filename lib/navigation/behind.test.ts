/** Tabs that nobody looks at: emptied at once, and our page one after another. */
import { expect, it } from 'vitest'
import { blockedAddress } from './blocked-address.ts'
import { sweep } from './sweep.ts'
import { BAD, GOOD, PAGE, rig, taught } from './testing.ts'

const other = (n: number): string => `https://taught.test/${n}`
const goes = (tab: number, url: string): string => `go ${tab} ${blockedAddress(PAGE, url)}`

/** A sweep after which the tabs' turns wait until they are asked for. */
function held() {
  const it = rig()
  const sweepHeld = async () => {
    let turns = (): Promise<void> => Promise.reject(new Error('there are no turns'))
    const said = await sweep({ ...it.parts, behind: it.makeBehind((work) => (turns = work)) })
    return { said, turns }
  }
  return { ...it, sweepHeld }
}

it('is emptied before the sweep is over; the page in front gets ours first, those behind one after another', async () => {
  const { log, setOpen, sweepHeld } = held()
  setOpen([
    { id: 1, url: other(1), active: false },
    { id: 2, url: other(2), active: false },
    { id: 3, url: other(3) },
  ])
  const { said, turns } = await sweepHeld()
  expect(said).toEqual({ stopped: 3, released: 0 })
  expect(log.toSorted()).toEqual(['empty 1', 'empty 2', goes(3, other(3))])
  log.length = 0
  await turns()
  const each = (tab: number) => ['rest', goes(tab, other(tab)), `settled ${tab}`]
  expect(log).toEqual([...each(1), ...each(2)])
})

// Was broken: who turned to a tab while the browser was asked looked at an empty one for the whole rest.
it('is not kept waiting by a rest that began when somebody turned to it', async () => {
  const { log, setOpen, sweepHeld, parts } = held()
  setOpen([{ id: 1, url: other(1), active: false }])
  const { turns } = await sweepHeld()
  let turnTo = (): void => undefined
  parts.tabs.lookedAt = () => new Promise<void>((resolve) => (turnTo = () => resolve()))
  const all = parts.tabs.all
  parts.tabs.all = async () => {
    const open = await all()
    turnTo()
    return open
  }
  await turns()
  expect(log).toContain(goes(1, other(1)))
}, 5_000)

it('comes first and at once when somebody comes to look', async () => {
  const { log, setOpen, sweepHeld, parts } = held()
  setOpen([
    { id: 1, url: other(1), active: false },
    { id: 2, url: other(2), active: false },
  ])
  const { turns } = await sweepHeld()
  setOpen([
    { id: 1, url: other(1), active: false },
    { id: 2, url: other(2) },
  ])
  log.length = 0
  // Nobody waits for the end of this rest.
  const { lookedAt } = parts.tabs
  parts.tabs.lookedAt = () => {
    parts.tabs.lookedAt = lookedAt
    return new Promise(() => undefined)
  }
  await turns()
  expect(log.filter((line) => line.startsWith('go'))).toEqual([goes(2, other(2)), goes(1, other(1))])
})

// Was broken: a cold worker that woke with the navigation made two rows of it.
it('that is on its way to our page already is stopped once', async () => {
  const { parts, log, setOpen, setUnreachable } = rig()
  setUnreachable(1)
  setOpen([{ id: 1, url: BAD, active: false, pending: blockedAddress(PAGE, BAD) }])
  await sweep(parts)
  expect(log).toEqual(['empty 1'])
})

it('that no script can empty gets our page at once', async () => {
  const { parts, log, setOpen, setUnreachable } = rig()
  setUnreachable(1)
  setOpen([{ id: 1, url: BAD, active: false }])
  await sweep(parts)
  expect(log).toEqual(['empty 1', `row blocked ${BAD}`, goes(1, BAD)])
})

it('that went on to another page while the sweep looked is neither emptied for good nor stopped', async () => {
  const { parts, log, setOpen, setUnreachable } = rig()
  // The browser empties only the page that was meant.
  setUnreachable(1)
  setOpen([{ id: 1, url: BAD, active: false }])
  const tabs = { ...parts.tabs }
  const swept = sweep({ ...parts, tabs })
  setOpen([{ id: 1, url: GOOD, active: false }])
  await swept
  expect(log.filter((line) => line.startsWith('go'))).toEqual([])
})

it('gets its page although another one could not', async () => {
  const { log, setOpen, sweepHeld, parts } = held()
  setOpen([
    { id: 1, url: other(1), active: false },
    { id: 2, url: other(2), active: false },
  ])
  const { turns } = await sweepHeld()
  const settled = parts.tabs.settled
  parts.tabs.settled = (tab) => (tab === 1 ? Promise.reject(new Error('odd')) : settled(tab))
  await expect(turns()).rejects.toThrow('odd')
  expect(log).toContain(goes(2, other(2)))
})

it('is left alone when it shows something else by then', async () => {
  const { log, setOpen, sweepHeld } = held()
  setOpen([{ id: 1, url: BAD, active: false }])
  const { turns } = await sweepHeld()
  setOpen([{ id: 1, url: GOOD }])
  await turns()
  expect(log.filter((line) => line !== 'rest')).toEqual(['empty 1'])
})

it('asks anew for its page when that is open again before its turn, in a later worker too', async () => {
  const { parts, log, setOpen, setRule, makeBehind } = rig()
  setOpen([{ id: 1, url: GOOD, active: false }])
  setRule(GOOD, taught)
  // The worker dies before any turn.
  const dying = { ...parts, behind: makeBehind(() => undefined) }
  await sweep(dying)
  setRule(GOOD, { action: 'allow', reason: { kind: 'unknown-host' }, remedy: 'none' })
  await sweep({ ...parts, behind: makeBehind() })
  expect(log.filter((line) => !line.startsWith('row'))).toEqual(['empty 1', 'again 1'])
  log.length = 0
  await sweep({ ...parts, behind: makeBehind() })
  expect(log).not.toContain('again 1')
})

// Was broken: one failure of the browser's memory, and this worker swept no tab any more.
it('is swept as soon as what an earlier worker emptied can be read', async () => {
  const { parts, log, setOpen, makeBehind, session } = rig()
  setOpen([{ id: 1, url: BAD }])
  const behind = makeBehind()
  const read = session.get
  session.get = () => Promise.reject(new Error('no memory'))
  await expect(sweep({ ...parts, behind })).rejects.toThrow('no memory')
  session.get = read
  await sweep({ ...parts, behind })
  expect(log).toContain(goes(1, BAD))
})

// Was broken: an unrelated sweep loaded the page anew after the lesson, and what was typed in it was gone.
it('is not loaded anew for having been emptied once, when it was stopped in front and shown again', async () => {
  const { parts, log, setOpen, setRule, makeBehind } = rig()
  setOpen([{ id: 1, url: GOOD, active: false }])
  setRule(GOOD, taught)
  // The worker dies before any turn, and somebody looks at the tab.
  await sweep({ ...parts, behind: makeBehind(() => undefined) })
  setOpen([{ id: 1, url: GOOD }])
  await sweep({ ...parts, behind: makeBehind() })
  expect(log).toContain(goes(1, GOOD))
  // The lesson is over, and the tab goes on to its page.
  setRule(GOOD, { action: 'allow', reason: { kind: 'unknown-host' }, remedy: 'none' })
  await sweep({ ...parts, behind: makeBehind() })
  expect(log).not.toContain('again 1')
})

it('what a page wrote into a window without an address goes with that page, behind too, and is asked for by its name', async () => {
  const { log, setOpen, setWriter, parts } = rig()
  setOpen([
    { id: 1, url: 'about:blank' },
    { id: 2, url: 'about:blank', active: false },
    { id: 3, url: 'about:blank', active: false },
    { id: 4, url: 'about:blank', active: false },
  ])
  setWriter(1, other(1))
  setWriter(2, other(2))
  setWriter(3, GOOD)
  expect(await sweep(parts)).toEqual({ stopped: 2, released: 0 })
  expect(log.filter((line) => line.startsWith('go')).toSorted()).toEqual([
    goes(1, other(1)),
    goes(2, other(2)),
  ])
})
