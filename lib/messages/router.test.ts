import { describe, expect, it, vi } from 'vitest'
import { createRouter, type Handlers } from './router.ts'
import type { Settings, Status } from './device.ts'
import type { Explanation, Lessons } from './protocol.ts'
import type { Sender } from './trust.ts'
import { createAsk, MessageError, type Port } from './send.ts'

const own = {
  id: 'abcdefghijklmnopabcdefghijklmnop',
  origin: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
}
const at = (path: string): Sender => ({
  id: own.id,
  origin: own.origin,
  url: `${own.origin}/${path}`,
  frameId: 0,
  tab: { id: 4 },
})
const beside: Sender = {
  id: own.id,
  origin: 'https://a.test',
  url: 'https://a.test/',
  frameId: 0,
  tab: { id: 4 },
}

const explanation: Explanation = {
  action: 'block',
  reasonKind: 'category',
  categoryId: 'games',
  remedy: 'ask',
  host: 'games.test',
  school: { name: 'Hill School', contact: 'Mrs Patel' },
  group: 'Year 5',
  ageGroup: 'primary',
  source: 'server',
  timeZone: 'Europe/London',
  now: 1,
  lifelines: [],
  stillBlocked: true,
}

function rig(change: Partial<Handlers> = {}) {
  const handlers = {
    explain: vi.fn(() => explanation),
    continue: vi.fn(() => ({ ok: true, until: 5 })),
    status: vi.fn(() => ({}) as Status),
    lesson: vi.fn(() => ({}) as Lessons),
    settings: vi.fn(() => ({}) as Settings),
    agree: vi.fn(() => ({ school: explanation.school })),
    ...change,
  }
  const refused = vi.fn()
  return { handlers, refused, route: createRouter(handlers as unknown as Handlers, own, refused) }
}

const ask = { kerb: 'explain', body: { url: 'https://games.test/' } }
const agreed = { kerb: 'agree', body: { name: 'N'.repeat(43), year: 2026 } }
const goOn = { kerb: 'continue', body: { url: 'https://games.test/' } }

describe('createRouter', () => {
  it('hands a checked request to its handler and the answer back', async () => {
    const { route, handlers } = rig()
    expect(await route(ask, at('blocked.html?u=x'))).toEqual({ ok: true, body: explanation })
    expect(handlers.explain).toHaveBeenCalledWith(ask.body, { kind: 'page', page: 'blocked', tabId: 4 })
  })

  it('takes a yes to the agreement from its own page', async () => {
    const { route, handlers } = rig()
    expect(await route(agreed, at('agreement.html'))).toMatchObject({ ok: true })
    expect(handlers.agree).toHaveBeenCalledOnce()
  })

  it.each([
    ['a content script', goOn, beside],
    ['a content script that asks why', ask, beside],
    ['a content script that says somebody agreed', agreed, beside],
    ['a page of ours that shows no agreement', agreed, at('blocked.html')],
    ['the agreement in a frame', agreed, { ...at('agreement.html'), frameId: 1 }],
    ['an agreement of another extension', agreed, { ...at('agreement.html'), id: 'x' }],
    ['another page of ours', goOn, at('popup.html')],
    ['another extension', goOn, { ...at('blocked.html'), id: 'x' }],
    ['our page in a frame', goOn, { ...at('blocked.html'), frameId: 1 }],
    ['the page of a lesson asking for the status', { kerb: 'status', body: {} }, at('lesson.html')],
    ['the popup asking for settings', { kerb: 'settings', body: {} }, at('popup.html')],
  ])('refuses %s without running a handler', async (_name, message, sender) => {
    const { route, handlers, refused } = rig()
    expect(await route(message, sender)).toMatchObject({ ok: false, error: 'not-trusted' })
    for (const handler of Object.values(handlers)) expect(handler).not.toHaveBeenCalled()
    expect(refused).toHaveBeenCalledOnce()
  })

  it('refuses a malformed body, an unknown message and a name from the prototype', async () => {
    const { route, handlers } = rig()
    const sender = at('blocked.html')
    expect(await route({ kerb: 'explain', body: { url: 7 } }, sender)).toMatchObject({ error: 'bad-request' })
    expect(await route({ kerb: 'explain' }, sender)).toMatchObject({ error: 'bad-request' })
    expect(await route({ kerb: 'erase', body: {} }, sender)).toMatchObject({ error: 'unknown' })
    expect(await route({ kerb: 'constructor', body: {} }, sender)).toMatchObject({ error: 'unknown' })
    expect(handlers.explain).not.toHaveBeenCalled()
  })

  it.each([undefined, null, 'explain', 7, [], { type: 'explain' }])('leaves %j to others', (message) => {
    expect(rig().route(message, at('blocked.html'))).toBeUndefined()
  })

  it('answers in short when a handler fails or breaks its own contract, and tells the owner', async () => {
    const failing = rig({ explain: () => Promise.reject(new Error('secret detail')) })
    const reply = await failing.route(ask, at('blocked.html'))
    expect(reply).toMatchObject({ ok: false, error: 'failed' })
    expect(JSON.stringify(reply)).not.toContain('secret')
    expect(failing.refused).toHaveBeenCalledWith('explain', 'failed', expect.any(Error))
    const odd = rig({ explain: () => ({ ...explanation, action: 'maybe' }) as unknown as Explanation })
    expect(await odd.route(ask, at('blocked.html'))).toMatchObject({ error: 'bad-response' })
  })
})

describe('createAsk', () => {
  const through = (sender: Sender) => {
    const { route } = rig()
    return async (message: unknown) => structuredClone(await route(structuredClone(message), sender))
  }

  it('asks and reads the typed answer', async () => {
    const answer = await createAsk(through(at('blocked.html')))('explain', { url: 'https://games.test/' })
    expect(answer.host).toBe('games.test')
  })

  it('says which way it failed', async () => {
    const code = (port: Port) =>
      createAsk(port)('explain', { url: '' }).then(
        () => 'answered',
        (error: unknown) => (error instanceof MessageError ? error.code : error),
      )
    expect(await code(through(beside))).toBe('not-trusted')
    expect(await code(() => Promise.reject(new Error('gone')))).toBe('unreachable')
    expect(await code(() => Promise.resolve(undefined))).toBe('bad-response')
    expect(await code(() => Promise.resolve({ ok: true, body: { action: 'block' } }))).toBe('bad-response')
  })
})
