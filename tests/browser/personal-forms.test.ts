/** The pause before personal details leave, on forms that are not as forms mostly are. */
import type { Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ManagedBrowser } from '../rig/browser.ts'
import { until } from '../rig/until.ts'
import { startWeb, type TestWeb } from '../rig/web.ts'
import { startSchoolBrowser } from './backstops/school.ts'
import { asked, choose, ourWorld, promptIn } from './personal/prompt.ts'

const NUMBER = '07700 900123'

/** The browser submits neither of the first two by Enter: they have no button, and two fields. */
const FORMS = {
  'quiet.test': `<form><input id="a" name="tel"><input id="p" type="password" name="secret"><button type="button">Next</button></form>`,
  'own.test': `<form><input id="a" name="tel"><input id="p" type="password" name="secret"></form><script>
document.querySelector('#a').addEventListener('keydown', (event) => { if (event.key === 'Enter') fetch('/said', { method: 'POST', body: event.target.value }) })
</script>`,
  'single.test': `<form method="post" action="/said"><input id="a" name="tel"><input type="checkbox" name="ok"></form>`,
  'find.test': `<form action="/found"><label>Find a place <input id="a" name="q"></label><button id="b">Go</button></form>`,
}

const SHADOW = `<!doctype html><title>Parts</title><x-form></x-form><script>
customElements.define('x-form', class extends HTMLElement { connectedCallback() {
  const root = this.attachShadow({ mode: location.hash.slice(1) })
  root.innerHTML = '<form><input><input><button>Join</button></form>'
  root.querySelector('form').addEventListener('submit', (event) => { event.preventDefault(); window.sent = (window.sent ?? 0) + 1 })
} })</script>`

/** Passwords in fields that are no password's, or are one no more when they leave. */
const SECRETS = `<!doctype html><title>Sign in</title><style>.dots { -webkit-text-security: disc }</style>
<form onsubmit="event.preventDefault(); isSent = true"><p><input id="u" name="who"></p>
<p><input id="said" placeholder="Your password"></p><p><label>Hasło <input id="labelled"></label></p>
<p><b id="name">Cyfrinair</b><input id="pointed" aria-labelledby="name"></p><p><input id="dotted" class="dots"></p>
<p><input id="under" type="password"><input id="beside" hidden></p><p><input id="gone" type="password"></p><button id="b">Sign in</button></form><script>
const at = (id) => document.getElementById(id)
window.showAll = () => {
  at('dotted').className = ''
  at('beside').value = at('under').value; at('beside').hidden = false; at('under').hidden = true
  const came = document.createElement('input'); came.id = 'came'; came.value = at('gone').value; at('gone').replaceWith(came)
}</script>`

let web: TestWeb
let browser: ManagedBrowser
beforeAll(async () => {
  web = await startWeb()
  for (const [host, form] of Object.entries(FORMS))
    web.on(host, '/', `<!doctype html><html lang="en"><title>Form</title><main>${form}</main>`)
  web.on('parts.test', '/', SHADOW)
  web.on('secrets.test', '/', SECRETS)
  browser = await startSchoolBrowser({ ageGroup: 'primary' }, { web, debugging: true })
})
afterAll(async () => {
  await browser?.close()
  await web?.close()
})
afterEach(async () => {
  for (const page of await browser.browser.pages()) if (page.url().includes('.test')) await page.close()
  web.log.length = 0
})

const open = async (url: string): Promise<Page> => {
  const page = await browser.page(url)
  await page.bringToFront()
  return page
}
const said = (host: string) => web.seen(host, '/said').map(({ body }) => body)

describe('“Go on” after Enter does no more than the browser would', () => {
  test('a form that the browser does not submit is not submitted, and no password gets into an address', async () => {
    const page = await open('http://quiet.test/')
    await page.type('#p', 'hunter2')
    await page.type('#a', NUMBER)
    await page.keyboard.press('Enter')
    await asked(page)
    await choose(page, 'Go on')
    // The browser answers one after the other: what a submit had begun would be on its way.
    await page.evaluate(() => fetch('/after', { method: 'POST' }))
    await web.served('quiet.test', '/after')
    expect(web.log.filter(({ path }) => path.includes('hunter2'))).toEqual([])
    expect(page.url()).toBe('http://quiet.test/')
  })

  test('what the page sends itself at the key goes once, and the page stays', async () => {
    const page = await open('http://own.test/')
    await page.type('#p', 'hunter2')
    await page.type('#a', NUMBER)
    await page.keyboard.press('Enter')
    await asked(page)
    expect(said('own.test')).toEqual([])
    await choose(page, 'Go on')
    await web.served('own.test', '/said')
    await page.evaluate(() => fetch('/after', { method: 'POST' }))
    await web.served('own.test', '/after')
    expect(said('own.test')).toEqual([NUMBER])
    expect(page.url()).toBe('http://own.test/')
  })

  test('a form of one field is submitted without a button, as the browser does', async () => {
    const page = await open('http://single.test/')
    await page.type('#a', NUMBER)
    await page.keyboard.press('Enter')
    await asked(page)
    await choose(page, 'Go on')
    await web.served('single.test', '/said')
    expect(said('single.test')).toEqual(['tel=07700+900123'])
    await until(() => page.url().endsWith('/said'), { what: 'the next page' })
  })
})

test.each(['open', 'closed'])('a form in a shadow root waits, and goes on once: %s', async (mode) => {
  const page = await open(`http://parts.test/#${mode}`)
  // By the keyboard, as nothing of a closed root can be found from outside.
  await page.keyboard.press('Tab')
  await page.keyboard.type('Sam')
  await page.keyboard.press('Tab')
  await page.keyboard.type(NUMBER)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await asked(page)
  expect(await page.evaluate('window.sent')).toBeUndefined()
  await choose(page, 'Go on')
  await until(() => page.evaluate('window.sent > 0'), { what: 'it to be sent' })
  expect(await page.evaluate('window.sent')).toBe(1)
})

test('what is looked up is no phone number given away; a card’s number is asked about there too', async () => {
  const page = await open('http://find.test/')
  await page.type('#a', '4111 1111 1111 1111')
  await page.click('#b')
  await asked(page)
  await choose(page, 'Keep it private')
  await page.$eval('#a', (field) => ((field as HTMLInputElement).value = ''))
  await page.type('#a', NUMBER)
  await page.click('#b')
  await web.served('find.test', '/found?q=07700+900123')
  expect(await promptIn(page)).toBeNull()
})

test('a password is not read in a field that does not say it is one, nor after the page shows it', async () => {
  const page = await open('http://secrets.test/')
  const inOurs = await ourWorld(page)
  await inOurs(`(() => {
    globalThis.readValues = []
    const { get, set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
    Object.defineProperty(HTMLInputElement.prototype, 'value', { set, get() { readValues.push(this.id); return get.call(this) } })
  })()`)
  for (const id of ['said', 'labelled', 'pointed', 'dotted', 'under', 'gone'])
    await page.type(`#${id}`, NUMBER)
  await page.evaluate('showAll()')
  for (const id of ['dotted', 'beside', 'came', 'u']) await page.type(`#${id}`, '1')
  await page.click('#b')
  await until(() => page.evaluate('window.isSent === true'), { what: 'it to be sent' })
  expect(new Set(await inOurs<string[]>('readValues'))).toEqual(new Set(['u']))
})
