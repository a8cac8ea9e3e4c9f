/** What the rules do about other services: safe search, YouTube, sign-in domains. */
import { expect, test } from 'vitest'
import { rulesStage } from './dnr/stage.ts'

const stage = rulesStage([
  '*.test',
  '*.google.com',
  '*.bing.com',
  'duckduckgo.com',
  '*.duckduckgo.com',
  'search.yahoo.com',
  '*.ecosia.org',
  'search.brave.com',
  '*.qwant.com',
  '*.youtube.com',
  'login.microsoftonline.com',
  'login.live.com',
])

/** The path with its query of the last request for a host. */
const asked = (host: string): string | undefined => stage.web.seen(host).at(-1)?.path

test.each([
  ['https://www.google.com/search?q=cats', 'www.google.com', '/search?q=cats&safe=active&ssui=on'],
  ['https://www.google.com/search?safe=off&q=cats', 'www.google.com', '/search?q=cats&safe=active&ssui=on'],
  [
    'https://www.google.com/search?safe=off&q=cats&safe=images',
    'www.google.com',
    '/search?q=cats&safe=active&ssui=on',
  ],
  [
    'https://www.google.com/search?q=c%61ts&s%61f%65=off',
    'www.google.com',
    '/search?q=c%61ts&safe=active&ssui=on',
  ],
  ['https://www.google.com/%73earch?q=cats', 'www.google.com', '/search?q=cats&safe=active&ssui=on'],
  ['https://who:ever@www.google.com/search?q=cats', 'www.google.com', '/search?q=cats&safe=active&ssui=on'],
  ['https://www.bing.com/images/search?q=cats', 'www.bing.com', '/images/search?q=cats&adlt=strict'],
  ['https://duckduckgo.com/?q=cats', 'safe.duckduckgo.com', '/?q=cats&kp=1'],
  ['https://html.duckduckgo.com/html/?q=cats', 'safe.duckduckgo.com', '/?q=cats&kp=1'],
  ['https://search.yahoo.com/search?p=cats', 'search.yahoo.com', '/search?p=cats&vm=r'],
  ['https://www.ecosia.org/search?q=cats', 'www.ecosia.org', '/search?q=cats&safesearch=2'],
  ['https://search.brave.com/search?q=cats', 'search.brave.com', '/search?q=cats&safesearch=strict'],
  ['https://www.qwant.com/?q=cats', 'www.qwant.com', '/?q=cats&s=2'],
])('safe search: %s', async (url, host, path) => {
  await stage.enforce({
    safeSearch: true,
    entries: [{ kind: 'host', host: 'www.google.com', action: 'allow' }],
  })
  expect(await stage.visit(url)).toBe('loaded')
  expect(asked(host)).toBe(path)
  expect(
    stage.web.log.filter(
      (seen) => seen.host === new URL(url).hostname && seen.path.startsWith('/search?safe=off'),
    ),
  ).toEqual([])
})

test('safe search opens nothing that is blocked', async () => {
  await stage.enforce({
    safeSearch: true,
    unknownHosts: 'block',
    entries: [
      { kind: 'host', host: 'www.google.com', action: 'block' },
      { kind: 'suffix', host: 'duckduckgo.com', action: 'allow' },
      { kind: 'host', host: 'duckduckgo.com', action: 'block' },
    ],
  })
  for (const url of [
    'https://www.google.com/search?q=a',
    'https://www.bing.com/search?q=a',
    'https://duckduckgo.com/?q=a',
  ]) {
    expect([url, await stage.visit(url)]).toEqual([url, 'blocked'])
  }
  expect(stage.web.log).toEqual([])
})

test('headers tell YouTube, Google and Microsoft what the school allows', async () => {
  await stage.enforce({
    youtube: 'strict',
    signInDomains: ['hill.sch.uk', '456ff232-3512-4123-b3b3-3236a0826f3d'],
    entries: [{ kind: 'suffix', host: 'youtube.com', action: 'allow' }],
  })
  const hosts = [
    'www.youtube.com',
    'accounts.google.com',
    'login.microsoftonline.com',
    'login.live.com',
    'other.test',
  ]
  for (const host of hosts) expect(await stage.visit(`https://${host}/`)).toBe('loaded')
  const sent = hosts.map((host) => stage.web.seen(host).at(-1)?.headers ?? {})
  expect(sent[0]?.['youtube-restrict']).toBe('Strict')
  expect(sent[1]?.['x-googapps-allowed-domains']).toBe('hill.sch.uk')
  expect(sent[2]?.['restrict-access-to-tenants']).toBe('456ff232-3512-4123-b3b3-3236a0826f3d,hill.sch.uk')
  expect(sent[2]?.['restrict-access-context']).toBe('456ff232-3512-4123-b3b3-3236a0826f3d')
  expect(sent[3]?.['sec-restrict-tenant-access-policy']).toBe('restrict-msa')
  expect(Object.keys(sent[4] ?? {}).filter((name) => /restrict|googapps/.test(name))).toEqual([])
})
