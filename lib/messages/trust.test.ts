import { describe, expect, it } from 'vitest'
import { trustOf, type Sender } from './trust.ts'

const own = {
  id: 'abcdefghijklmnopabcdefghijklmnop',
  origin: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
}
const page: Sender = {
  id: own.id,
  origin: own.origin,
  url: `${own.origin}/blocked.html?u=https%3A%2F%2Fgames.test%2F`,
  frameId: 0,
  tab: { id: 7 },
}

describe('trustOf', () => {
  it('knows our own pages by name, in a tab or in the popup', () => {
    expect(trustOf(page, own)).toEqual({ kind: 'page', page: 'blocked', tabId: 7 })
    expect(trustOf({ id: own.id, origin: own.origin, url: `${own.origin}/popup.html` }, own)).toEqual({
      kind: 'page',
      page: 'popup',
    })
  })

  it('knows a content script as one, whatever page it runs beside', () => {
    const sender = {
      id: own.id,
      origin: 'https://a.test',
      url: 'https://a.test/',
      frameId: 3,
      documentId: 'A1',
      tab: { id: 7 },
    }
    expect(trustOf(sender, own)).toEqual({
      kind: 'content',
      tabId: 7,
      frameId: 3,
      documentId: 'A1',
      origin: 'https://a.test',
      url: 'https://a.test/',
    })
    // about:blank and sandboxed frames have the opaque origin.
    expect(trustOf({ ...sender, origin: 'null', url: 'about:blank' }, own).kind).toBe('content')
  })

  it.each([
    ['another extension', { ...page, id: 'ponmlkjihgfedcbaponmlkjihgfedcba' }],
    ['no id at all', { ...page, id: undefined }],
    ['our page inside a frame', { ...page, frameId: 2 }],
    ['a file of ours that is no page', { ...page, url: `${own.origin}/icons/ok-16.png` }],
    ['our address with another origin', { ...page, origin: 'https://evil.test' }],
    ['our origin with another address', { ...page, url: 'https://evil.test/blocked.html' }],
    ['our origin with no address', { ...page, url: undefined }],
    ['our address with no origin', { ...page, origin: undefined }],
    ['an origin that only begins like ours', { ...page, url: `${own.origin}.evil.test/blocked.html` }],
    ['a page name inside a path', { ...page, url: `${own.origin}/x/blocked.html` }],
    ['a native application', { id: own.id, origin: undefined, url: undefined, tab: undefined }],
  ])('does not trust %s', (_name, sender) => {
    expect(trustOf(sender, own)).toEqual({ kind: 'none' })
  })

  it('takes a web page that names itself like ours for what it is', () => {
    const url = `https://evil.test/${own.origin}/blocked.html`
    expect(
      trustOf({ id: own.id, origin: 'https://evil.test', url, frameId: 0, tab: { id: 1 } }, own).kind,
    ).toBe('content')
  })
})
