/**
 * A warned page can be continued, once, for a while, and is recorded; continuing lifts no block. And what the search
 * engines and YouTube are asked for. One browser: unknown hosts are warned about.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ManagedBrowser } from '../../rig/browser.ts'
import { until } from '../../rig/until.ts'
import { startWeb } from '../../rig/web.ts'
import type { TestWeb } from '../../rig/web.ts'
import {
  edit,
  openPage,
  PATIENTLY,
  press,
  pressBack,
  recorded,
  rowsFor,
  run,
  says,
  showsBlocked,
  shows,
  startSchoolBrowser,
  type,
} from './school.ts'

let web: TestWeb
let browser: ManagedBrowser
const RULES = {
  unknownHosts: 'warn',
  allowEntries: ['a.test'],
  blockEntries: ['warn.test/closed'],
  youtube: 'strict',
  signInDomains: ['hill.sch.uk'],
}

beforeAll(async () => {
  web = await startWeb()
  browser = await startSchoolBrowser(RULES, {
    web,
    hosts: ['*.test', 'www.google.com', 'www.bing.com', 'www.youtube.com', 'accounts.google.com'],
  })
})
afterAll(async () => {
  await browser?.close()
  await web?.close()
})

test('a warned page waits for the pupil, who can go on; both are on record', async () => {
  const tab = await openPage(browser, 'http://a.test/warn')
  await type(browser, tab, 'http://warn.test/page')
  await showsBlocked(browser, tab, 'http://warn.test/page')
  await recorded(browser, 'warn.test', ['warned'])
  expect(web.leaked(['warn.test'])).toBe(0)
  await press(browser, tab, 'Continue to the page')
  await shows(browser, tab, 'http://warn.test/page')
  await recorded(browser, 'warn.test', ['warned', 'continued', 'visit'])
  expect(web.seen('warn.test', '/page')).toHaveLength(1)
})

test('for a while: its other pages are open, after the worker died too; other hosts are not', async () => {
  await browser.killWorker()
  await openPage(browser, 'http://warn.test/more')
  await showsBlocked(browser, await browser.open('http://other.test/'), 'http://other.test/')
  await showsBlocked(browser, await browser.open('http://sub.warn.test/'), 'http://sub.warn.test/')
})

// When the judge lifts a block as well, the rules still hold, but the tab shows the browser's own error page.
test('the while opens nothing that is blocked', async () => {
  await showsBlocked(browser, await browser.open('http://warn.test/closed/x'), 'http://warn.test/closed/x')
  const open = await openPage(browser, 'http://warn.test/open')
  await edit(browser, { ...RULES, blockEntries: ['warn.test'] })
  await showsBlocked(browser, open, 'http://warn.test/open')
  expect((await rowsFor(browser, 'warn.test')).at(-1)).toMatchObject({ kind: 'blocked', reason: 'own-entry' })
  expect(web.seen('warn.test', '/closed/x')).toEqual([])
  await edit(browser, RULES)
})

test('when the while is over, the page asks again', async () => {
  // The rule says when: the test moves that into the past, as if a quarter of an hour had gone by.
  await browser.evaluateInWorker(async () => {
    const rules = await chrome.declarativeNetRequest.getSessionRules()
    const text = JSON.stringify(rules).replaceAll(/until-\d+\./g, 'until-1.')
    await chrome.declarativeNetRequest.updateSessionRules({
      removeRuleIds: rules.map(({ id }) => id),
      addRules: JSON.parse(text) as typeof rules,
    })
  })
  await browser.killWorker()
  await showsBlocked(browser, await browser.open('http://warn.test/late'), 'http://warn.test/late')
})

test('Back leaves a warned page in one press', async () => {
  const tab = await openPage(browser, 'http://a.test/leave')
  await type(browser, tab, 'http://leave.test/')
  await showsBlocked(browser, tab, 'http://leave.test/')
  await pressBack(browser, tab)
  await shows(browser, tab, 'http://a.test/leave')
})

test('safe search is on, whatever the address says, from a cold worker too', async () => {
  // Told apart from those of an earlier try.
  const terms = `cats-${web.log.length}`
  await browser.killWorker()
  await browser.open(`https://www.google.com/search?q=${terms}&safe=off`)
  // A tab names the address before the page has been asked for, and the browser asks this host for things of its own.
  await web.served('www.google.com', `/search?q=${terms}&safe=active&ssui=on`)
  await browser.open(`https://www.bing.com/search?q=${terms}&adlt=off`)
  await web.served('www.bing.com', `/search?q=${terms}&adlt=strict`)
  const searches = async () =>
    (await rowsFor(browser, 'www.google.com')).filter((row) => row.kind === 'search' && row.terms === terms)
  await until(async () => (await searches()).length > 0, { what: 'the search on record', within: PATIENTLY })
  expect(await searches()).toHaveLength(1)
  // Nothing else was asked for meanwhile, before the safe one or after it.
  const asked = web.log.filter(({ path }) => path.includes(terms)).map(({ host, path }) => `${host}${path}`)
  expect(asked).toEqual([
    `www.google.com/search?q=${terms}&safe=active&ssui=on`,
    `www.bing.com/search?q=${terms}&adlt=strict`,
  ])
})

test('YouTube and the account pages are told what the school allows', async () => {
  await edit(browser, { ...RULES, allowEntries: ['a.test', 'youtube.com'] })
  await openPage(browser, 'https://www.youtube.com/watch?v=1')
  await openPage(browser, 'https://accounts.google.com/signin')
  expect((await web.served('www.youtube.com', '/watch?v=1')).headers['youtube-restrict']).toBe('Strict')
  const signIn = await web.served('accounts.google.com', '/signin')
  expect(signIn.headers['x-googapps-allowed-domains']).toBe('hill.sch.uk')
})

test('a search by pushState is made safe', async () => {
  const tab = await openPage(browser, 'https://www.google.com/')
  await run(browser, tab, `history.pushState(null, '', '/search?q=dogs&safe=off')`)
  await browser.waitForTab((url) => url.includes('q=dogs') && url.includes('safe=active'), tab)
  await says(browser, tab, 'www.google.com')
})
