import { describe, expect, it } from 'vitest'
import {
  framesIn,
  keptList,
  narrowed,
  NO_SITES,
  opensPage,
  sitesIn,
  withFrames,
  withoutFrame,
  withoutSite,
  withSites,
} from './site-list.ts'

const BITESIZE = { host: 'bbc.co.uk', path: '/bitesize' }

describe('a list of sites', () => {
  it('opens a pasted page’s whole host until the teacher narrows it', () => {
    const list = withSites(NO_SITES, [BITESIZE, { host: 'maths.org' }])
    expect(sitesIn(list)).toEqual([{ host: 'bbc.co.uk' }, { host: 'maths.org' }])
    const narrow = narrowed(list, 'bbc.co.uk', true)
    expect(sitesIn(narrow)).toEqual([BITESIZE, { host: 'maths.org' }])
    expect(sitesIn(narrowed(narrow, 'bbc.co.uk', false))).toEqual(sitesIn(list))
  })

  it('has one row for each host: another page joins it, the host itself widens it', () => {
    const kept = keptList([BITESIZE], [])
    expect(sitesIn(kept)).toEqual([BITESIZE])
    const two = withSites(kept, [{ host: 'bbc.co.uk', path: '/teach' }, BITESIZE])
    expect(sitesIn(two)).toEqual([BITESIZE, { host: 'bbc.co.uk', path: '/teach' }])
    expect(sitesIn(withSites(two, [{ host: 'bbc.co.uk' }]))).toEqual([{ host: 'bbc.co.uk' }])
  })

  it('reads a kept list back as it was, where a host whole stands beside a page of it too', () => {
    expect(sitesIn(keptList([BITESIZE, { host: 'bbc.co.uk' }], []))).toEqual([{ host: 'bbc.co.uk' }])
  })

  it('takes the frames that a site needs, but for what is open already and for what is no host', () => {
    const list = withSites(NO_SITES, [{ host: 'maths.org' }, { host: 'bbc.co.uk' }])
    const needs = withFrames(list, 'maths.org', [
      'player.vimeo.com',
      'player.vimeo.com',
      'static.bbc.co.uk',
      'not a host',
      '',
    ])
    expect(framesIn(needs)).toEqual(['player.vimeo.com'])
    expect(framesIn(withFrames(needs, 'bbc.co.uk', ['player.vimeo.com']))).toEqual(['player.vimeo.com'])
    expect(withoutFrame(needs, 'player.vimeo.com')).toEqual(list)
    expect(withoutSite(needs, 'maths.org').frames).toEqual([])
    expect(framesIn(withoutSite(needs, 'bbc.co.uk'))).toEqual(['player.vimeo.com'])
  })

  it('of a narrow site the rest is not open: its frames are needed', () => {
    const narrow = narrowed(withSites(NO_SITES, [BITESIZE]), 'bbc.co.uk', true)
    expect(framesIn(withFrames(narrow, 'bbc.co.uk', ['emp.bbc.co.uk']))).toEqual(['emp.bbc.co.uk'])
  })
})

it.each([
  ['https://bbc.co.uk/bitesize', true],
  ['https://www.bbc.co.uk/Bitesize/maths?x', true],
  ['https://bbc.co.uk/bitesizes', false],
  ['https://bbc.co.uk/', false],
  ['https://maths.org/any', true],
  ['https://notmaths.org/', false],
])('a page of the lesson: %s %s', (address, opens) => {
  expect(opensPage([BITESIZE, { host: 'maths.org' }], address)).toBe(opens)
})
