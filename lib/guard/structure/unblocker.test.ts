import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../policy/finding.ts'
import { page, place } from '../testing.ts'
import { scoreStructure } from './score-structure.ts'
import { CODECS, randomCodec } from './testing-codecs.ts'
import {
  computerAlone,
  computerInPage,
  emptyShell,
  fieldPage,
  numberedPage,
  relayPage,
  remoteCanvas,
  sessionPage,
  shell,
  UNKNOWN,
  unreadable,
  workerPage,
  workerPageAtStart,
  writer,
  writtenOverLine,
  writtenPage,
} from './testing-unblockers.ts'
import type { Case } from './testing-unblockers.ts'

const unblocker = ({ signals, around }: Case): Finding | undefined =>
  scoreStructure(signals, around).find(({ kind }) => kind === 'unblocker')

const uv = { prefix: 'service', mark: '__uv-attr', file: 'uv/uv.bundle', key: '__op', global: '__uv$config' }

it('a page that cannot be read is suspected, and is sure with one thing more', () => {
  const at = place('https://fresh.test/')
  const headings = ['Unblocked web proxy', 'Bypass the filter and unblock any site']
  expect(unblocker({ signals: page({ isUnread: true }), around: at })?.sureness).toBe('suspected')
  expect(unblocker({ signals: page({ isUnread: true, headings }), around: at })?.sureness).toBe('sure')
  expect(unblocker({ signals: page({ headings }), around: at })?.sureness).not.toBe('sure')
})

describe('an unblocker under names that nobody knows', () => {
  it.each(Object.entries(CODECS))('is told from its first page, its address in %s', (_, encode) => {
    expect(unblocker(workerPageAtStart(UNKNOWN, encode))?.sureness).toBe('sure')
    expect(unblocker(workerPage(UNKNOWN, encode))?.sureness).toBe('sure')
    expect(unblocker(shell(UNKNOWN, encode))?.sureness).toBe('sure')
  })

  it.each([
    ['a session in the path', sessionPage(UNKNOWN)],
    ['a numbered server and a packed origin', numberedPage()],
    ['a script on a server', fieldPage(UNKNOWN, CODECS['base64'] ?? String)],
    ['a script on a server, in plain', fieldPage(UNKNOWN, encodeURIComponent)],
    ['a relay that tells by its own header', relayPage('x-went-to')],
    ['a code that nobody can read', unreadable(UNKNOWN)],
    ['a remote browser', remoteCanvas('websockify')],
    ['a page written into a frame', writtenPage()],
    ['a computer with a socket', computerInPage(UNKNOWN)],
    ['a computer of which no socket is seen', computerAlone()],
    ['a page that came over a direct line of the page around it', writtenOverLine()],
  ])('is told: %s', (_, one) => {
    expect(unblocker(one)?.sureness).toBe('sure')
  })

  it('is suspected around a frame that it writes what comes over an open line into', () => {
    expect(unblocker(writer({}, ['wss://maths-help.fresh.test/live']))?.sureness).toBe('suspected')
    expect(unblocker(writer({ dataChannels: 1, peers: 1 }))?.sureness).toBe('suspected')
  })

  it('is given time to show itself: at its start nothing is suspected', () => {
    const { signals, around } = fieldPage(UNKNOWN, CODECS['base64'] ?? String)
    const bare = page({ url: signals.url, when: 'start' })
    const marked = { ...around, network: { ...around.network, seenServer: true } }
    expect(unblocker({ signals: bare, around: marked })?.sureness).toBe('hint')
    expect(unblocker({ signals: { ...bare, when: 'loaded' }, around: marked })?.sureness).toBe('suspected')
  })

  it('is looked at again before anything has been opened', () => {
    expect(unblocker(emptyShell(UNKNOWN))).toBeDefined()
  })

  it('is told by what is left of it when one family of signs is taken away', () => {
    const { signals, around } = workerPage(UNKNOWN, CODECS['every second XOR 2'] ?? String)
    const blank = page({ url: signals.url })
    for (const family of ['links', 'resources', 'oddAttributes', 'doubled', 'storage', 'acts'] as const)
      expect(unblocker({ signals: { ...signals, [family]: blank[family] }, around })?.sureness, family).toBe(
        'sure',
      )
    const nowhere = { ...signals, url: 'about:blank' }
    expect(unblocker({ signals: nowhere, around: place('https://maths-help.fresh.test/') })?.sureness).toBe(
      'sure',
    )
  })

  it('is the same whatever its makers call things', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9]{1,11}$/)
    const names = fc.record({ prefix: name, mark: name, file: name, key: name, global: name })
    fc.assert(
      fc.property(names, randomCodec, (called, { encode }) => {
        const pages = [workerPageAtStart(called, encode), workerPage(called, encode), shell(called, encode)]
        const others = [
          sessionPage(called),
          unreadable(called),
          computerInPage(called),
          relayPage(called.key),
        ]
        expect([...pages, ...others].map((one) => unblocker(one)?.sureness)).toEqual(Array(7).fill('sure'))
      }),
    )
  })
})

describe('an unblocker as published', () => {
  it('shows its names as well', () => {
    const signs = unblocker(workerPage(uv, encodeURIComponent))?.evidence.map(({ sign }) => sign)
    expect(signs).toEqual(expect.arrayContaining(['engine-name', 'copied-attributes', 'address-natives']))
    expect(unblocker(emptyShell(uv))?.evidence.map(({ sign }) => sign)).toContain('engine-file')
    expect(unblocker(emptyShell(uv))?.sureness).toBe('sure')
  })

  it('is told by the headers to its server', () => {
    const { signals } = emptyShell(UNKNOWN)
    const around = place(signals.url, { network: { engineHeaders: ['x-bare-url'], sockets: [] } })
    expect(unblocker({ signals, around })?.evidence[0]).toMatchObject({
      sign: 'bare-header',
      family: 'engine',
    })
  })

  it('is not looked for on services that show others’ pages in the open', () => {
    const url = 'https://archive.test/web/20200101000000/https://www.school.test/'
    const listed = ['translation-proxy'] as const
    expect(scoreStructure(page({ url }), place(url, { listed }))).toEqual([])
  })
})
