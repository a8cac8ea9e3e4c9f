/** The pause before personal details leave, on forms that are not as forms mostly are, in frames, and with passwords. */
import type { Frame, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../rig/until.ts'
import { asked, choose, ourWorld, promptIn } from './personal/prompt.ts'
import { fill, NUMBER, openPersonalStage, type PersonalStage } from './personal/stage.ts'

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
  const form = document.createElement('form')
  const button = document.createElement('button')
  button.textContent = 'Join'
  form.append(document.createElement('input'), document.createElement('input'), button)
  root.append(form)
  form.addEventListener('submit', (event) => { event.preventDefault(); window.sent = (window.sent ?? 0) + 1 })
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

const FORM_PAGES = Object.fromEntries(
  Object.entries(FORMS).map(([host, form]) => [
    host,
    `<!doctype html><html lang="en"><title>Form</title><main>${form}</main>`,
  ]),
)

let stage: PersonalStage
beforeAll(async () => {
  stage = await openPersonalStage({ ...FORM_PAGES, 'parts.test': SHADOW, 'secrets.test': SECRETS })
})
afterAll(() => stage?.close())
afterEach(() => stage.clear())

const said = (host: string) => stage.web.seen(host, '/said').map(({ body }) => body)

describe('“Go on” after Enter does no more than the browser would', () => {
  test('a form that the browser does not submit is not submitted, and no password gets into an address', async () => {
    const page = await stage.open('http://quiet.test/')
    await page.type('#p', 'hunter2')
    await page.type('#a', NUMBER)
    await page.keyboard.press('Enter')
    await asked(page)
    await choose(page, 'Go on')
    // The browser answers one after the other: what a submit had begun would be on its way.
    await page.evaluate(() => fetch('/after', { method: 'POST' }))
    await stage.web.served('quiet.test', '/after')
    expect(stage.web.log.filter(({ path }) => path.includes('hunter2'))).toEqual([])
    expect(page.url()).toBe('http://quiet.test/')
  })

  test('what the page sends itself at the key goes once, and the page stays', async () => {
    const page = await stage.open('http://own.test/')
    await page.type('#p', 'hunter2')
    await page.type('#a', NUMBER)
    await page.keyboard.press('Enter')
    await asked(page)
    expect(said('own.test')).toEqual([])
    await choose(page, 'Go on')
    await stage.web.served('own.test', '/said')
    await page.evaluate(() => fetch('/after', { method: 'POST' }))
    await stage.web.served('own.test', '/after')
    expect(said('own.test')).toEqual([NUMBER])
    expect(page.url()).toBe('http://own.test/')
  })

  test('a form of one field is submitted without a button, as the browser does', async () => {
    const page = await stage.open('http://single.test/')
    await page.type('#a', NUMBER)
    await page.keyboard.press('Enter')
    await asked(page)
    await choose(page, 'Go on')
    await stage.web.served('single.test', '/said')
    expect(said('single.test')).toEqual(['tel=07700+900123'])
    await until(() => page.url().endsWith('/said'), { what: 'the next page' })
  })
})

test.each(['open', 'closed'])('a form in a shadow root waits, and goes on once: %s', async (mode) => {
  const page = await stage.open(`http://parts.test/#${mode}`)
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
  const page = await stage.open('http://find.test/')
  await page.type('#a', '4111 1111 1111 1111')
  await page.click('#b')
  await asked(page)
  await choose(page, 'Keep it private')
  await page.$eval('#a', (field) => ((field as HTMLInputElement).value = ''))
  await page.type('#a', NUMBER)
  await page.click('#b')
  await stage.web.served('find.test', '/found?q=07700+900123')
  expect(await promptIn(page)).toBeNull()
})

test.each([
  [
    'srcdoc',
    (inner: string) => `<iframe id="i" style="width:600px;height:400px" srcdoc="${inner}"></iframe>`,
  ],
  [
    'a sandbox',
    (inner: string) =>
      `<iframe id="i" style="width:600px;height:400px" sandbox="allow-forms allow-scripts" srcdoc="${inner}"></iframe>`,
  ],
  [
    'a document that is written anew',
    (inner: string) =>
      `<iframe id="i" style="width:600px;height:400px"></iframe><script>const d = document.querySelector('iframe').contentDocument; d.open(); d.write(\`${inner.replaceAll('&quot;', '"')}\`); d.close()</script>`,
  ],
])('a form in a frame: %s', async (_, frame) => {
  const inner = `<form action=&quot;http://form.test/sent&quot; method=&quot;post&quot;><input id=&quot;a&quot; name=&quot;a&quot;><button id=&quot;b&quot;>Join</button></form>`
  stage.web.on('frames.test', '/', `<!doctype html><title>Frames</title>${frame(inner)}`)
  const page = await stage.open('http://frames.test/')
  const element = await page.waitForSelector('#i')
  const child = (await element?.contentFrame()) as Frame
  await child.waitForSelector('#a')
  await child.type('#a', NUMBER)
  await child.click('#b')
  await asked(page, child)
  expect(stage.sent('form.test')).toEqual([])
  await choose(page, 'Go on', child)
  await stage.isSent('form.test')
  expect(stage.sent('form.test')).toHaveLength(1)
})

/** Notes which fields our scripts read the text of, from here on. @returns the ids of those that they read */
async function readValues(page: Page): Promise<() => Promise<string[]>> {
  const inOurs = await ourWorld(page)
  await inOurs(`(() => {
    globalThis.readValues = []
    const { get, set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
    Object.defineProperty(HTMLInputElement.prototype, 'value', { set, get() { readValues.push(this.id); return get.call(this) } })
  })()`)
  return () => inOurs<string[]>('readValues')
}

test('while somebody types nothing is read, so that no key waits: only what is sent is', async () => {
  stage.web.on(
    'typed.test',
    '/',
    `<!doctype html><title>Typed</title><form onsubmit="event.preventDefault(); isSent = true"><input id="u" name="about"><button id="b">Send</button></form>`,
  )
  const page = await stage.open('http://typed.test/')
  const fieldsRead = await readValues(page)
  await page.type('#u', 'I like maths and my dog. '.repeat(4))
  expect(await fieldsRead()).toEqual([])
  await page.click('#b')
  await until(() => page.evaluate('window.isSent === true'), { what: 'it to be sent' })
  expect(new Set(await fieldsRead())).toEqual(new Set(['u']))
})

test('the text of a password’s field is never read, also when the page shows it', async () => {
  stage.web.on(
    'sign-in.test',
    '/',
    `<!doctype html><title>Sign in</title><form onsubmit="event.preventDefault(); isSent = true"><input id="u" name="who"><input id="p" type="password" name="p">
<input id="code" name="code" autocomplete="one-time-code"><input id="late" type="password" name="x"><button id="b">Sign in</button></form><button type="button" id="show" onclick="late.type='text'">Show</button>`,
  )
  const page = await stage.open('http://sign-in.test/')
  const fieldsRead = await readValues(page)
  await fill(page, '#p', NUMBER)
  await fill(page, '#code', NUMBER)
  await fill(page, '#late', NUMBER)
  await page.click('#show')
  expect(await page.$eval('#late', (field) => (field as HTMLInputElement).type)).toBe('text')
  await page.click('#late')
  await fill(page, '#u', 'sam')
  await page.click('#b')
  await until(() => page.evaluate('window.isSent === true'), { what: 'it to be sent' })
  expect(new Set(await fieldsRead())).toEqual(new Set(['u']))
})

test('a password is not read in a field that does not say it is one, nor after the page shows it', async () => {
  const page = await stage.open('http://secrets.test/')
  const fieldsRead = await readValues(page)
  for (const id of ['said', 'labelled', 'pointed', 'dotted', 'under', 'gone'])
    await page.type(`#${id}`, NUMBER)
  await page.evaluate('showAll()')
  for (const id of ['dotted', 'beside', 'came', 'u']) await page.type(`#${id}`, '1')
  await page.click('#b')
  await until(() => page.evaluate('window.isSent === true'), { what: 'it to be sent' })
  expect(new Set(await fieldsRead())).toEqual(new Set(['u']))
})
