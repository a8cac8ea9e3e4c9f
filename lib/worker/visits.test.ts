import { describe, expect, it } from 'vitest'
import type { NavigationEvent } from '../navigation/navigation-guard.ts'
import type { NewRow } from '../protocol/rows.ts'
import type { Verdict } from '../verdict/verdict.ts'
import type { Recorder } from './recorder.ts'
import { Searches } from './searches.ts'
import { Stays } from './stays.ts'
import { Visits } from './visits.ts'

const ALLOWED: Verdict = { action: 'allow', reason: { kind: 'unknown-host' }, remedy: 'none' }
const page = (url: string, tabId = 1): NavigationEvent => ({
  tabId,
  frameId: 0,
  parentFrameId: -1,
  timeStamp: 0,
  url,
})

/** A recorder that writes down what it is given, and a session memory whose answers can be held back. */
function setUp() {
  const written: NewRow[] = []
  let release: () => void = () => undefined
  let held: Promise<void> = Promise.resolve()
  const recorder = {
    sighting: async (happening: { kind: string }, url: string) => {
      written.push({ kind: happening.kind, host: new URL(url).host } as NewRow)
      return written.length
    },
    write: async (row: NewRow) => {
      written.push(row)
      return written.length
    },
  } as unknown as Recorder
  const session = { get: async () => undefined, set: () => held }
  const stays = new Stays(session)
  const searches = new Searches(session)
  let now = 0
  const nothing = async () => undefined
  const titles = { shown: nothing, moved: nothing, left: nothing }
  const help = { searched: nothing, ended: nothing }
  const about = () => ({ found: [], noted: undefined })
  const visits = new Visits({ recorder, stays, searches, titles, about, help, at: () => (now += 1000) })
  const hold = () => {
    held = new Promise((resolve) => (release = resolve))
  }
  return { visits, written, hold, release: () => release() }
}

describe('ordinary browsing', () => {
  it('hands in a visit and the stay it ends in one step, before anything is waited for', async () => {
    const { visits, written, hold, release } = setUp()
    await visits.shown(page('http://a.test/'), ALLOWED)
    hold()
    const showing = visits.shown(page('http://b.test/'), ALLOWED)
    expect(written.map((row) => row.kind)).toEqual(['visit', 'visit', 'stay'])
    expect(written[2]).toMatchObject({ visit: 1, seconds: 3 })
    release()
    await showing
  })

  it('writes a stay once, and none for a tab without a visit', async () => {
    const { visits, written } = setUp()
    await visits.shown(page('http://a.test/'), ALLOWED)
    await Promise.all([visits.left(1), visits.left(1), visits.left(2)])
    expect(written.map((row) => row.kind)).toEqual(['visit', 'stay'])
  })

  it('loses no stay however soon the next page follows', async () => {
    const { visits, written } = setUp()
    await Promise.all([
      visits.shown(page('http://a.test/'), ALLOWED),
      visits.shown(page('http://b.test/'), ALLOWED),
      visits.left(1),
    ])
    const stays = written.flatMap((row) => (row.kind === 'stay' ? [row.visit] : []))
    expect(stays).toEqual([1, 2])
  })

  it('writes one row for one search, however often its page changes its address or is loaded again', async () => {
    const { visits, written } = setUp()
    const results = (more: string) => page(`https://www.bing.com/search?q=cats${more}`)
    await visits.shown(results(''), ALLOWED)
    await visits.moved(results('&form=1'), ALLOWED)
    await visits.moved(results('#top'), ALLOWED)
    await visits.shown(results('&adlt=strict'), ALLOWED)
    const searches = () => written.filter((row) => row.kind === 'search').length
    expect(searches()).toBe(1)
    await visits.moved(page('https://www.bing.com/search?q=dogs'), ALLOWED)
    expect(searches()).toBe(2)
    await visits.shown(page('https://duckduckgo.com/?q=dogs'), ALLOWED)
    expect(searches()).toBe(3)
    await visits.shown(page('https://a.test/'), ALLOWED)
    await visits.shown(page('https://duckduckgo.com/?q=dogs'), ALLOWED)
    expect(searches()).toBe(4)
    await visits.shown({ ...page('https://duckduckgo.com/?q=dogs'), tabId: 2 }, ALLOWED)
    expect(searches()).toBe(5)
  })
})
