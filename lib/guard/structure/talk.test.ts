import { describe, expect, it } from 'vitest'
import type { Finding } from '../../policy/finding.ts'
import type { FoundKind } from '../../policy/found-kinds.ts'
import { over, page, place } from '../testing.ts'
import { scoreStructure } from './score-structure.ts'

const HOST = 'https://maths-help.fresh.test'
type Some = Parameters<typeof page>[0]
type Known = Parameters<typeof place>[1]
const find = (kind: FoundKind, some: Some, around: Parameters<typeof place>[1] = {}): Finding | undefined =>
  scoreStructure(page({ url: `${HOST}/`, ...some }), place(`${HOST}/`, around)).find(
    (one) => one.kind === kind,
  )

describe('a chat with strangers', () => {
  const camera = { camera: 1, peers: 1 }
  const line = over('wss://maths-help.fresh.test/peerjs?id=1')
  const pictures = { video: { count: 2, share: 0.5 }, labels: ['Next', 'Stop'] }

  it.each([
    ['in English', { title: 'Talk to strangers', ...pictures, acts: camera }],
    ['broken up', { title: 'T a l k to s t r a n g e r s', ...pictures, acts: camera }],
    ['in Polish', { title: 'Czat z nieznajomymi', ...pictures, labels: ['Dalej'], acts: camera }],
    ['in Russian', { title: 'Общение с незнакомцами', ...pictures, labels: ['Следующий'], acts: camera }],
    ['in Arabic', { title: 'دردشة مع غرباء', ...pictures, labels: ['التالي'], acts: camera }],
    [
      'without a camera',
      {
        title: 'Random chat',
        words: 'You are talking to a stranger.',
        labels: ['New chat'],
      },
    ],
  ] satisfies [string, Some][])('is told: %s', (_, some) => {
    expect(find('stranger-chat', some, line)?.sureness).toBe('sure')
  })

  it('is not told by its words, nor by a camera, alone', () => {
    const words = find('stranger-chat', { title: 'Talk to strangers: random video chat', labels: ['Search'] })
    expect(words?.sureness ?? 'hint').toBe('hint')
    expect(find('stranger-chat', { acts: camera }, line)?.sureness ?? 'hint').toBe('hint')
  })
})

describe('a chat', () => {
  it.each([
    [
      'Matrix',
      {
        resources: ['/_matrix/client/v3/sync?timeout=30000', '/_matrix/client/versions'],
        storage: { databases: ['matrix-js-sdk:crypto'], keys: ['mx_hs_url'] },
      },
      {},
    ],
    [
      'Matrix on another server, with nothing kept',
      {
        resources: ['https://hs.test/_matrix/client/v3/sync?timeout=30000'],
        labels: ['Send a message…'],
        words: 'Rooms People',
      },
      {},
    ],
    [
      'a web client for IRC',
      {
        title: 'The Lounge',
        resources: ['/js/bundle.js', '/thelounge.webmanifest'],
        labels: ['Nick', 'Username', 'Join channels', 'Send message'],
        words: 'Connect to network. Channels: #school',
      },
      over('wss://maths-help.fresh.test/socket.io/?EIO=4&transport=websocket'),
    ],
    [
      'a gateway that is told its encoding',
      {
        title: 'Home',
        labels: ['Message #general', 'Add friend'],
        words: 'Online members direct messages channels server',
      },
      over('wss://gw.other.test/?v=10&encoding=json&compress=zlib-stream'),
    ],
    [
      'one that nobody knows',
      {
        title: 'Hangout',
        labels: ['Type a message'],
        words: 'Online members Direct messages Join room Channels',
        links: { own: ['/channels/school', '/channels/music'] },
      },
      over('wss://maths-help.fresh.test/live'),
    ],
  ] satisfies [string, Some, Known][])('is told: %s', (_, some, known) => {
    expect(find('chat', some, known)?.sureness).toBe('sure')
  })

  it('is told by what is asked of its server, where its page shows none of that', () => {
    const asked = ['https://hs.test/_matrix/client/v3/login', 'https://hs.test/_matrix/client/v3/sync']
    expect(find('chat', { labels: ['Send a message…'] }, { network: { requests: asked } })?.sureness).toBe(
      'sure',
    )
    expect(find('chat', { labels: ['Send a message…'] })?.sureness ?? 'hint').toBe('hint')
  })

  it('is told by what its form asks for and an open line, under any name', () => {
    const labels = ['Nick', 'Server', 'Channels', 'Go']
    const line = over('wss://maths-help.fresh.test/line')
    expect(find('chat', { title: 'Homework', labels }, line)?.sureness).toBe('sure')
    expect(find('chat', { title: 'Homework', labels })?.sureness ?? 'hint').toBe('hint')
    expect(find('chat', { labels: ['Nickname', 'Server', 'Play'] }, line)?.sureness ?? 'hint').toBe('hint')
  })

  it('is not told by words alone', () => {
    const words = 'Chat rooms: how online messages, channels, servers and nicknames work. '.repeat(9)
    expect(find('chat', { title: 'Chat', words })?.sureness ?? 'hint').toBe('hint')
  })
})

describe('a sign-in that is not whose it says', () => {
  const form = { inputs: { passwords: 1 }, labels: ['Email or phone', 'Password', 'Next'] }
  it.each([
    ['with the words', { title: 'Sign in - Google Accounts', words: 'Use your Google Account', ...form }, {}],
    ['with the icon', { title: 'Google Classroom', iconHost: 'ssl.gstatic.com', ...form }, {}],
    [
      'on throw-away hosting',
      { title: 'Sign in to your Microsoft account', ...form },
      { isCheapPlace: true },
    ],
    [
      'disguised',
      { title: 'Sign in - G\u043e\u043egle Accounts', words: 'Use your Google Account', ...form },
      {},
    ],
  ] as const)('is told: %s', (_, some, around) => {
    expect(find('impersonation', some, around)?.sureness).toBe('sure')
  })

  it('is told by a name that looks alike', () => {
    const url = 'https://micr0soft-login.test/'
    const found = scoreStructure(page({ url, title: 'Office 365', ...form }), place(url))
    expect(found.find(({ kind }) => kind === 'impersonation')?.sureness).toBe('sure')
  })

  it('is nothing where it belongs, nor without a password', () => {
    const url = 'https://accounts.google.com/signin'
    const some = { title: 'Sign in - Google Accounts', words: 'Use your Google Account' }
    expect(scoreStructure(page({ url, ...some, ...form }), place(url, { listed: ['platform'] }))).toEqual([])
    expect(find('impersonation', some)).toBeUndefined()
  })
})

describe('a list of unblockers', () => {
  const hosts = Array.from(
    { length: 40 },
    (_, i) => `name${i}.${['onrender.com', 'vercel.app', 'xyz', 'github.io'][i % 4]}`,
  )
  const known = ['www.bbc.co.uk', 'en.wikipedia.org', 'www.gov.uk']

  it('is told by where its links lead and what it calls them', () => {
    const some = {
      title: 'Working links',
      headings: ['Unblocked proxy mirrors'],
      links: { count: 43, hosts: [...hosts, ...known] },
    }
    expect(find('unblocker-list', some)?.sureness).toBe('sure')
    const spelled = { ...some, title: 'p r o x y links', headings: ['un-block-ed'] }
    expect(find('unblocker-list', spelled)?.sureness).toBe('sure')
  })

  it('is told where they are written out, and carry names of that kind', () => {
    const words = Array.from({ length: 20 }, (_, i) => `try math-proxy${i}.xyz`).join(' ')
    expect(find('unblocker-list', { title: 'Notes', words })?.sureness).toBe('sure')
  })

  it('is not told by one of the two', () => {
    expect(find('unblocker-list', { links: { count: 40, hosts } })?.sureness).not.toBe('sure')
    expect(find('unblocker-list', { title: 'Unblocked proxy' })?.sureness ?? 'hint').toBe('hint')
  })
})
