/** The compiled rules at work on real requests: what reaches the test web server, and what does not. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Page } from 'puppeteer-core'
import { rulesApplier } from '../../lib/rules/apply.ts'
import { compile } from '../../lib/rules/compile.ts'
import { continuedWarnings } from '../../lib/rules/continued.ts'
import { pathRegex } from '../../lib/rules/paths.ts'
import type { EffectivePolicy } from '../../lib/policy/effective.ts'
import { exactly } from '../../lib/time/now.ts'
import { seed } from '../rig/budget.ts'
import { startWeb } from '../rig/web.ts'
import type { TestWeb } from '../rig/web.ts'
import { plainLists } from '../fixtures/plain-lists.ts'
import { NO_LISTS } from '../fixtures/plain-lists.ts'
import type { PlainLists } from '../fixtures/plain-lists.ts'
import { plainPolicy } from '../fixtures/policies.ts'
import { workerPort } from './dnr/port.ts'
import { launchRulesBrowser } from './dnr/probe.ts'
import type { RulesBrowser } from './dnr/probe.ts'
import { worlds } from './dnr/worlds.ts'

const NOW = exactly(Date.UTC(2026, 9, 20, 10))
const HOSTS = ['*.test', '*.example', '*.google.com', '*.bing.com', 'duckduckgo.com', '*.duckduckgo.com']
const MORE = ['search.yahoo.com', '*.ecosia.org', 'search.brave.com', '*.qwant.com', '*.youtube.com']
const SIGN_IN = ['login.microsoftonline.com', 'login.live.com']

let web: TestWeb
let browser: RulesBrowser
let page: Page

beforeAll(async () => {
  web = await startWeb()
  browser = await launchRulesBrowser(web, [...HOSTS, ...MORE, ...SIGN_IN])
  page = await browser.page()
})
beforeEach(() => {
  web.log.length = 0
})
afterAll(async () => {
  await browser.close()
  await web.close()
})

const enforce = (changes: Partial<EffectivePolicy>, lists: Partial<PlainLists> = {}) =>
  browser.apply(compile(plainPolicy(changes), plainLists({ ...NO_LISTS, ...lists }), NOW).rules)

/** Opens the address in the tab; what the browser says about it. */
async function visit(url: string): Promise<'loaded' | 'blocked'> {
  try {
    await page.goto(url, { waitUntil: 'domcontentloaded' })
    return 'loaded'
  } catch (error) {
    if (error instanceof Error && error.message.includes('ERR_BLOCKED_BY_CLIENT')) return 'blocked'
    throw error
  }
}

/** The path with its query of the last request for a host. */
const asked = (host: string): string | undefined => web.seen(host).at(-1)?.path

test('real navigations do what the browser says it would do', async () => {
  const from = seed()
  let visited = 0
  for (const [i, { policy, lists, now, addresses }] of worlds(from, 4, 60).entries()) {
    if (i % 3 === 2) continue
    await browser.apply(compile(policy, plainLists(lists), now).rules)
    const plain = addresses.filter((url) => /^https?:\/\/[^/:[]*[a-z]\//.test(url)).slice(0, 15)
    const expected = await browser.settle(plain, 'main_frame')
    for (const [j, url] of plain.entries()) {
      const did = await visit(url)
      expect([url, did]).toEqual([url, expected[j]?.action === 'block' ? 'blocked' : 'loaded'])
      visited += 1
    }
  }
  expect(visited).toBeGreaterThan(20)
})

test('a blocked host is not asked for anything: page, frame, script, picture, fetch, socket', async () => {
  await enforce({ entries: [{ kind: 'suffix', host: 'bad.test', action: 'block' }] })
  web.on(
    'good.test',
    '/',
    `<iframe src="http://bad.test/frame"></iframe><script src="http://www.bad.test/script"></script>
     <img src="http://bad.test:80/picture"><link rel="stylesheet" href="http://bad.test./style">`,
  )
  expect(await visit('http://bad.test/')).toBe('blocked')
  await page.goto('http://good.test/', { waitUntil: 'load' })
  const failures = await page.evaluate(async () => {
    const fetched = await fetch('http://bad.test/fetch', { mode: 'no-cors' }).then(
      () => 'came',
      () => 'refused',
    )
    const socket = new WebSocket('ws://bad.test/socket')
    const opened = await new Promise((resolve) => {
      socket.addEventListener('open', () => resolve('came'))
      socket.addEventListener('error', () => resolve('refused'))
    })
    return [fetched, opened, navigator.sendBeacon('http://bad.test/beacon')]
  })
  expect(failures.slice(0, 2)).toEqual(['refused', 'refused'])
  expect(await visit('http://good.test/end')).toBe('loaded')
  expect(web.leaked(['bad.test', 'bad.test.'])).toBe(0)
})

test('a path is blocked under its disguises, and nothing else is', async () => {
  await enforce({ entries: [{ kind: 'path', host: 'site.test', path: '/Games/old', action: 'block' }] })
  const disguised = ['/games/old', '/GAMES/old/x', '//games///old?q', '/%67ames/%4Fld', '/a/../games/./old#x']
  for (const path of [...disguised, '/games;a=b/old', '/games/old;a']) {
    expect([path, await visit(`http://www.site.test${path}`)]).toEqual([path, 'blocked'])
  }
  for (const path of ['/games', '/games/older', '/games/ol', '/x/games/old', '/?/games/old']) {
    expect([path, await visit(`http://site.test${path}`)]).toEqual([path, 'loaded'])
  }
  expect(web.log.filter(({ path }) => /old(?!er)/i.test(path) && !/^\/(x|\?)/.test(path))).toEqual([])
})

test('a lifeline loads all that its pages load, and opens nothing else', async () => {
  await enforce(
    { unknownHosts: 'block', entries: [{ kind: 'suffix', host: 'parts.test', action: 'block' }] },
    { lifelines: ['help.test'] },
  )
  web.on(
    'help.test',
    '/',
    `<script src="http://parts.test/script"></script><iframe src="http://parts.test/frame"></iframe>`,
  )
  await page.goto('http://help.test/', { waitUntil: 'load' })
  expect(
    web
      .seen('parts.test')
      .map(({ path }) => path)
      .sort(),
  ).toEqual(['/frame', '/script'])
  expect(await visit('http://www.help.test/')).toBe('blocked')
  expect(await visit('http://parts.test/')).toBe('blocked')
})

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
  ['https://html.duckduckgo.com/html/?q=cats', 'html.duckduckgo.com', '/html/?q=cats&kp=1'],
  ['https://search.yahoo.com/search?p=cats', 'search.yahoo.com', '/search?p=cats&vm=r'],
  ['https://www.ecosia.org/search?q=cats', 'www.ecosia.org', '/search?q=cats&safesearch=2'],
  ['https://search.brave.com/search?q=cats', 'search.brave.com', '/search?q=cats&safesearch=strict'],
  ['https://www.qwant.com/?q=cats', 'www.qwant.com', '/?q=cats&s=2'],
])('safe search: %s', async (url, host, path) => {
  await enforce({ safeSearch: true, entries: [{ kind: 'host', host: 'www.google.com', action: 'allow' }] })
  expect(await visit(url)).toBe('loaded')
  expect(asked(host)).toBe(path)
  expect(
    web.log.filter((seen) => seen.host === new URL(url).hostname && seen.path.startsWith('/search?safe=off')),
  ).toEqual([])
})

test('safe search opens nothing that is blocked', async () => {
  await enforce({
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
    expect([url, await visit(url)]).toEqual([url, 'blocked'])
  }
  expect(web.log).toEqual([])
})

test('headers tell YouTube, Google and Microsoft what the school allows', async () => {
  await enforce({
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
  for (const host of hosts) expect(await visit(`https://${host}/`)).toBe('loaded')
  const sent = hosts.map((host) => web.seen(host).at(-1)?.headers ?? {})
  expect(sent[0]?.['youtube-restrict']).toBe('Strict')
  expect(sent[1]?.['x-googapps-allowed-domains']).toBe('hill.sch.uk')
  expect(sent[2]?.['restrict-access-to-tenants']).toBe('456ff232-3512-4123-b3b3-3236a0826f3d,hill.sch.uk')
  expect(sent[2]?.['restrict-access-context']).toBe('456ff232-3512-4123-b3b3-3236a0826f3d')
  expect(sent[3]?.['sec-restrict-tenant-access-policy']).toBe('restrict-msa')
  expect(Object.keys(sent[4] ?? {}).filter((name) => /restrict|googapps/.test(name))).toEqual([])
})

test('a continued warning opens that host until it is closed again, and nothing that is blocked', async () => {
  const port = workerPort(browser.worker)
  const warnings = continuedWarnings(port)
  const lists = {
    categories: [
      ['warn.test', ['forums']],
      ['stop.test', ['adult']],
    ] as PlainLists['categories'],
  }
  await enforce({}, lists)
  expect(await visit('http://warn.test/')).toBe('blocked')
  await warnings.continueWarning('warn.test', NOW.at + 60_000)
  await warnings.continueWarning('stop.test', NOW.at + 60_000)
  expect(await visit('http://warn.test/')).toBe('loaded')
  expect(await visit('http://www.warn.test/')).toBe('blocked')
  expect(await visit('http://stop.test/')).toBe('blocked')
  expect(await warnings.prune(exactly(NOW.at + 59_999))).toEqual([])
  expect((await warnings.prune(exactly(NOW.at + 60_000))).map(({ host }) => host).sort()).toEqual([
    'stop.test',
    'warn.test',
  ])
  expect(await visit('http://warn.test/')).toBe('blocked')
})

test('the whole set goes in or the last good one stays', async () => {
  const port = workerPort(browser.worker)
  const { apply, applied } = rulesApplier(port)
  const block = (host: string, version: string) =>
    compile(
      plainPolicy({ version, entries: [{ kind: 'suffix', host, action: 'block' }] }),
      plainLists(NO_LISTS),
      NOW,
    )
  const first = block('one.test', '1')
  expect(await apply(first)).toEqual({ outcome: 'applied', marker: first.marker, problems: [] })
  expect(await apply(first)).toEqual({ outcome: 'unchanged', marker: first.marker, problems: [] })

  const second = block('two.test', '2')
  const broken = {
    ...second,
    rules: [...second.rules, { ...second.rules[1]!, id: 499_999, condition: { regexFilter: '(' } }],
  }
  const refused = await apply(broken)
  expect(refused.outcome).toBe('kept-last')
  expect(refused.problems[0]).toMatchObject({ ruleId: 499_999, layer: 'own', outcome: 'kept-last' })
  expect(await applied()).toBe(first.marker)
  expect(await visit('http://one.test/')).toBe('blocked')
  expect(await visit('http://two.test/')).toBe('loaded')

  const opening = { id: 499_999, action: { type: 'allow' as const }, condition: { regexFilter: 'a{1000}' } }
  const without = await apply({ ...second, rules: [...second.rules, opening] })
  expect(without.outcome).toBe('applied')
  expect(without.problems).toMatchObject([{ ruleId: 499_999, outcome: 'left-out' }])
  expect(await visit('http://one.test/')).toBe('loaded')
  expect(await visit('http://two.test/')).toBe('blocked')
})

test('every expression that a path entry may become fits the browser', async () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789-_.~%'
  const paths: string[] = []
  for (let segments = 1; segments <= 12; segments++) {
    for (let length = 2 * segments; length <= 100; length += 3) {
      const share = Math.floor(length / segments) - 1
      const segment = (n: number) =>
        Array.from({ length: share }, (_, k) => letters[(n * 7 + k * 11) % letters.length]).join('')
      paths.push(`/${Array.from({ length: segments }, (_, n) => segment(n)).join('/')}`)
    }
  }
  const made = paths
    .flatMap((path) => [pathRegex(path, 'block'), pathRegex(path, 'allow')])
    .filter((r) => r !== undefined)
  expect(made.length).toBeGreaterThan(300)
  expect(await browser.unsupported(made)).toEqual([])
})
