/** What may be closed for a whole school when something is found at one address. */
import { describe, expect, it } from 'vitest'
import { isCleared } from './cleared.ts'
import { foundPlace, holdsAddress } from './found-place.ts'

describe('the place of something found', () => {
  it.each([
    ['a maker’s own name', 'unblocked.example', '/x/y', { host: 'unblocked.example' }],
    ['a number', '203.0.113.9', '/', { host: '203.0.113.9' }],
    ['a name under free hosting', 'somebody.github.io', '/uv', { host: 'somebody.github.io' }],
    [
      'one of many who share a host',
      'sites.google.com',
      '/view/games/one',
      { host: 'sites.google.com', path: '/view/games' },
    ],
    [
      'one bucket',
      'storage.googleapis.com',
      '/bucket-7/index.html',
      { host: 'storage.googleapis.com', path: '/bucket-7' },
    ],
    ['a shared game', 'arcade.makecode.com', '/_abc/x', { host: 'arcade.makecode.com', path: '/_abc' }],
    ['a player for all of them', 'arcade.makecode.com', '/---run', null],
    ['a sketch', 'openprocessing.org', '/sketch/12', { host: 'openprocessing.org', path: '/sketch/12' }],
    [
      'a project',
      'studio.code.org',
      '/projects/applab/x/view',
      { host: 'studio.code.org', path: '/projects/applab/x' },
    ],
    ['a quiz', 'view.genially.com', '/64ab/quiz', { host: 'view.genially.com', path: '/64ab' }],
    ['code in a frame', 'trinket.io', '/embed/python/7f', { host: 'trinket.io', path: '/embed/python/7f' }],
    ['frames of all', 'trinket.io', '/embed/python', null],
    ['a sandbox', 'codesandbox.io', '/p/sandbox/x', { host: 'codesandbox.io', path: '/p/sandbox/x' }],
    [
      'another account',
      'docs.google.com',
      '/document/u/1/d/x/edit',
      { host: 'docs.google.com', path: '/document/u/1/d/x' },
    ],
    [
      'a domain',
      'docs.google.com',
      '/a/school.test/document/d/x',
      { host: 'docs.google.com', path: '/a/school.test/document/d/x' },
    ],
    [
      'what is published',
      'docs.google.com',
      '/forms/d/e/x/viewform',
      { host: 'docs.google.com', path: '/forms/d/e/x' },
    ],
    ['all that is published', 'docs.google.com', '/forms/d/e', null],
    ['a scope', 'unpkg.com', '/@maker/game/index.html', { host: 'unpkg.com', path: '/@maker/game' }],
    ['a scope alone', 'unpkg.com', '/@maker', null],
    ['a channel', 't.me', '/s/channel', { host: 't.me', path: '/s/channel' }],
    ['the front page of a host that many share', 'sites.google.com', '/', null],
    ['an ending under which strangers register', 'github.io', '/', null],
    ['a registry’s ending', 'co.uk', '/', null],
  ])('%s', (_what, host, path, expected) => {
    expect(foundPlace(host, path)).toEqual(expected)
  })

  it('holds what lies under it by whole labels and whole segments, and nothing beside it', () => {
    expect(holdsAddress({ host: 'bad.example' }, 'a.bad.example', '/x')).toBe(true)
    expect(holdsAddress({ host: 'bad.example' }, 'notbad.example', '/')).toBe(false)
    const site = { host: 'sites.google.com', path: '/view/games' }
    expect(holdsAddress(site, 'sites.google.com', '/view/games/one')).toBe(true)
    expect(holdsAddress(site, 'sites.google.com', '/view/games-for-maths')).toBe(false)
    expect(holdsAddress(site, 'a.sites.google.com', '/view/games')).toBe(false)
  })
})

describe('what the school has cleared', () => {
  const cleared = [{ host: 'maths.example', found: 'game' as const, until: 1000 }]
  it('is cleared of that, there, until then', () => {
    const asked = { host: 'www.maths.example', path: '/', found: 'game' as const }
    expect(isCleared(cleared, asked, 999)).toBe(true)
    expect(isCleared(cleared, asked, 1000)).toBe(false)
    expect(isCleared(cleared, { ...asked, found: 'unblocker' }, 999)).toBe(false)
    expect(isCleared(cleared, { ...asked, host: 'example' }, 999)).toBe(false)
    expect(isCleared([{ host: 'maths.example', found: 'game' }], asked, Number.MAX_SAFE_INTEGER)).toBe(true)
  })
})
