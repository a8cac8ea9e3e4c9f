/** The pause before personal details leave, on real pages, in a browser that a school manages. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Frame, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { accessibilityFaults } from '../rig/axe.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { temporaryFolder } from '../rig/paths.ts'
import { takePicture } from '../rig/pictures.ts'
import { until } from '../rig/until.ts'
import { startWeb, type TestWeb } from '../rig/web.ts'
import { startSchoolBrowser } from './backstops/school.ts'
import { asked, choose, ourWorld, placeOf, promptIn, sessionOf, wordsIn } from './personal/prompt.ts'
import { closeReport, tabWith } from './reporting/stage.ts'

const NUMBER = '07700 900123'

const FORM = `<!doctype html><html lang="en"><title>Join</title><main><h1>Join</h1>
<form id="f" method="post" action="/sent"><label>About you <input id="a" name="about"></label>
<input type="hidden" name="submit" value="hidden"><button id="b" name="which" value="save">Join</button></form>
<button id="js" type="button">Los</button></main>
<script>document.querySelector('#js').onclick = () => document.querySelector('#f').requestSubmit(document.querySelector('#b'))</script>`

/** Sends by Enter and by its button, as chats do: no form, no submit event. */
const CHAT = `<!doctype html><title>Chat</title><div id="box" contenteditable style="min-height:30px;border:1px solid"></div>
<textarea id="line" rows="1"></textarea><div role="button" tabindex="0" aria-label="Send" id="send">➤</div><script>
  const post = (text) => fetch('/said', { method: 'POST', body: text })
  for (const box of [document.querySelector('#box'), document.querySelector('#line')])
    box.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey) return
      event.preventDefault()
      post(box.value ?? box.textContent)
    })
  document.querySelector('#send').addEventListener('click', () => post(document.querySelector('#box').textContent))
</script>`

const UPLOAD = `<!doctype html><title>Pictures</title><input type="file" id="file"><div id="zone" style="width:200px;height:100px;border:1px solid">Drop</div><script>
  const send = (how, files) => fetch('/picture?' + how, { method: 'POST', body: files[0]?.name })
  document.querySelector('#file').addEventListener('change', (event) => send('chosen', event.target.files))
  const zone = document.querySelector('#zone')
  zone.addEventListener('dragover', (event) => event.preventDefault())
  zone.addEventListener('drop', (event) => { event.preventDefault(); send('dropped', event.dataTransfer.files) })
</script>`

/** Does what a page can against the prompt, and tells the test what it got to see. */
const HOSTILE = `<!doctype html><title>Prize</title><style>* { opacity: 0.2 !important; display: none !important }
html, body, #chat, #chat * { display: block !important }</style><form id="chat" action="/sent" method="post"><input id="a" name="a"><button id="b">Send</button></form>
<script>
  window.heard = []
  for (const type of ['click', 'keydown', 'keyup', 'pointerdown', 'mousedown', 'input', 'submit'])
    addEventListener(type, (event) => { heard.push(type + ' ' + (event.target.id ?? '')); if (window.eat) { event.preventDefault(); event.stopImmediatePropagation() } }, true)
  window.hosts = () => [...document.documentElement.children].filter((one) => one.localName === 'div')
  window.tries = () => {
    for (const host of hosts()) {
      heard.push('sees ' + host.shadowRoot + host.textContent)
      host.click()
      for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click'])
        host.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, clientX: innerWidth / 2, clientY: innerHeight / 2 }))
      host.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }))
    }
    document.querySelector('#b').click()
    document.querySelector('#chat').requestSubmit()
  }
  window.covers = () => {
    const cover = document.createElement('p')
    cover.popover = 'manual'
    cover.style = 'display:block !important; position:fixed; inset:0; width:100%; height:100%; background:red; opacity:1 !important; pointer-events:none'
    document.body.append(cover)
    cover.showPopover()
    return cover
  }
</script>`

let web: TestWeb
let browser: ManagedBrowser
const folder = temporaryFolder('personal')
const photo = join(folder, 'me.jpg')
const worksheet = join(folder, 'sheet.pdf')

beforeAll(async () => {
  writeFileSync(photo, 'a picture')
  writeFileSync(worksheet, '%PDF')
  web = await startWeb()
  for (const host of ['form.test', 'vle.test', 'help.test']) web.on(host, '/', FORM)
  web.on('chat.test', '/', CHAT)
  web.on('pictures.test', '/', UPLOAD)
  web.on('prize.test', '/', HOSTILE)
  const values = { ageGroup: 'primary', signInDomains: ['vle.test'], lifelines: ['help.test'] }
  browser = await startSchoolBrowser(values, { web, debugging: true })
})
afterAll(async () => {
  await browser?.close()
  await web?.close()
})
afterEach(async () => {
  await closeReport(browser)
  for (const page of await browser.browser.pages()) if (page.url().includes('.test')) await page.close()
  web.log.length = 0
})

const open = async (url: string): Promise<Page> => {
  const page = await browser.page(url)
  await page.bringToFront()
  return page
}
const fill = async (page: Page, selector: string, text: string): Promise<void> => {
  await page.click(selector)
  await page.type(selector, text)
}
const sent = (host: string, path = '/sent') => web.seen(host, path).filter(({ method }) => method === 'POST')
const isSent = (host: string, path?: string) =>
  until(() => sent(host, path).length > 0, { what: 'it to be sent' })
const inFocus = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '')

describe('a form', () => {
  test('waits, keeps it private by default, and goes on exactly once', async () => {
    const page = await open('http://form.test/')
    await fill(page, '#a', `call me on ${NUMBER}`)
    await page.click('#b')
    expect(await asked(page)).toEqual({
      title: 'Keep it private?',
      buttons: ['Keep it private', 'Go on', 'Ask a grown-up'],
      focused: 'Keep it private',
    })
    await choose(page, 'Keep it private')
    expect(await inFocus(page)).toBe('a')
    expect(sent('form.test')).toEqual([])
    await page.click('#b')
    await asked(page)
    await choose(page, 'Go on')
    await isSent('form.test')
    expect(sent('form.test').map(({ body }) => body)).toEqual([
      'about=call+me+on+07700+900123&submit=hidden&which=save',
    ])
  })

  test('by the keyboard alone: Enter in the field, Escape keeps, Tab and Space go on', async () => {
    const page = await open('http://form.test/')
    await page.keyboard.press('Tab')
    await page.keyboard.type(NUMBER)
    await page.keyboard.press('Enter')
    await asked(page)
    await page.keyboard.press('Escape')
    await until(async () => (await promptIn(page)) === null, { what: 'the prompt to go' })
    expect(await inFocus(page)).toBe('a')
    await page.keyboard.press('Enter')
    await asked(page)
    await page.keyboard.press('Tab')
    expect((await promptIn(page))?.focused).toBe('Go on')
    await until(
      async () => {
        await page.keyboard.press('Space')
        return sent('form.test').length > 0
      },
      { what: 'it to be sent', every: 200 },
    )
    expect(sent('form.test')).toHaveLength(1)
    expect(sent('form.test')[0]?.body).toContain('which=save')
  })

  test('that a script submits, with its submitter', async () => {
    const page = await open('http://form.test/')
    await fill(page, '#a', NUMBER)
    await page.click('#js')
    await asked(page)
    expect(sent('form.test')).toEqual([])
    await choose(page, 'Go on')
    await isSent('form.test')
    expect(sent('form.test').map(({ body }) => body)).toEqual(['about=07700+900123&submit=hidden&which=save'])
  })

  test('with nothing personal in it goes at once', async () => {
    const page = await open('http://form.test/')
    await fill(page, '#a', '12 x 12 = 144, page 7')
    await page.click('#b')
    await isSent('form.test')
  })

  test.each(['vle.test', 'help.test'])(
    'of the school’s own or of a helpline goes at once: %s',
    async (host) => {
      const page = await open(`http://${host}/`)
      await fill(page, '#a', NUMBER)
      await page.click('#b')
      await isSent(host)
    },
  )

  test('with the worker dead before it leaves', async () => {
    const page = await open('http://form.test/')
    await browser.killWorker()
    await fill(page, '#a', NUMBER)
    await browser.killWorker()
    await page.click('#b')
    await asked(page)
    expect(sent('form.test')).toEqual([])
    await choose(page, 'Go on')
    await isSent('form.test')
  })

  test('Ask brings our page to tell someone to the front, with nothing of the page, and sends nothing', async () => {
    const page = await open('http://form.test/')
    await fill(page, '#a', NUMBER)
    await page.click('#b')
    await asked(page)
    await choose(page, 'Ask a grown-up')
    await until(async () => (await tabWith(browser, '/report.html'))?.active, { what: 'our page in front' })
    const kept = await browser.evaluateInWorker(async () =>
      JSON.stringify(await chrome.storage.session.get(null)),
    )
    expect(kept).not.toContain('form.test')
    expect(kept).not.toContain('900123')
    expect(sent('form.test')).toEqual([])
  })
})

describe('a chat without a form', () => {
  test.each([
    ['Enter in a text that can be edited', '#box', (page: Page) => page.keyboard.press('Enter')],
    ['Enter in a field of one line', '#line', (page: Page) => page.keyboard.press('Enter')],
    ['its button', '#box', (page: Page) => page.click('#send')],
  ])('by %s: once asked, sent once, and not asked again for the same', async (_, box, send) => {
    const page = await open('http://chat.test/')
    await fill(page, box, NUMBER)
    await send(page)
    await asked(page)
    expect(sent('chat.test', '/said')).toEqual([])
    await choose(page, 'Go on')
    await isSent('chat.test', '/said')
    await page.click(box)
    await send(page)
    await until(() => sent('chat.test', '/said').length === 2, { what: 'the second' })
    expect(sent('chat.test', '/said').map(({ body }) => body)).toEqual([NUMBER, NUMBER])
    await page.click(box)
    await page.keyboard.press('End')
    await page.keyboard.type(' and 07700 900124')
    await send(page)
    await asked(page)
    expect(sent('chat.test', '/said')).toHaveLength(2)
  })

  test('unkind words: read it once more, and it is sent all the same', async () => {
    const page = await open('http://chat.test/')
    await fill(page, '#box', 'you are such a loser')
    await page.keyboard.press('Enter')
    expect(await asked(page)).toEqual({
      title: 'Read it once more?',
      buttons: ['Change it', 'Send it'],
      focused: 'Change it',
    })
    await choose(page, 'Send it')
    await isSent('chat.test', '/said')
    expect(sent('chat.test', '/said')).toHaveLength(1)
  })
})

describe('pictures', () => {
  test('that are chosen: forgotten, or handed on once', async () => {
    const page = await open('http://pictures.test/')
    const field = await page.waitForSelector('#file')
    const choosePhoto = (path: string) =>
      (field as never as { uploadFile: (path: string) => Promise<void> }).uploadFile(path)
    await choosePhoto(photo)
    await asked(page)
    await choose(page, 'Keep it private')
    expect(await page.$eval('#file', (one) => (one as HTMLInputElement).files?.length)).toBe(0)
    expect(sent('pictures.test', '/picture?chosen')).toEqual([])
    await choosePhoto(photo)
    await asked(page)
    await choose(page, 'Go on')
    await isSent('pictures.test', '/picture?chosen')
    await choosePhoto(worksheet)
    await until(() => sent('pictures.test', '/picture?chosen').length === 2, { what: 'the worksheet' })
    expect(sent('pictures.test', '/picture?chosen').map(({ body }) => body)).toEqual(['me.jpg', 'sheet.pdf'])
  })

  test('that are dropped', async () => {
    const page = await open('http://pictures.test/')
    const session = await sessionOf(page)
    const drop = async (file: string) => {
      const data = { items: [], files: [file], dragOperationsMask: 1 }
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
        await session.send('Input.dispatchDragEvent', { type, x: 60, y: 80, data })
    }
    await drop(photo)
    await asked(page)
    expect(sent('pictures.test', '/picture?dropped')).toEqual([])
    await choose(page, 'Go on')
    await isSent('pictures.test', '/picture?dropped')
    await drop(worksheet)
    await until(() => sent('pictures.test', '/picture?dropped').length === 2, { what: 'the worksheet' })
    expect(sent('pictures.test', '/picture?dropped').map(({ body }) => body)).toEqual(['me.jpg', 'sheet.pdf'])
  })
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
  web.on('frames.test', '/', `<!doctype html><title>Frames</title>${frame(inner)}`)
  const page = await open('http://frames.test/')
  const element = await page.waitForSelector('#i')
  const child = (await element?.contentFrame()) as Frame
  await child.waitForSelector('#a')
  await child.type('#a', NUMBER)
  await child.click('#b')
  await asked(page, child)
  expect(sent('form.test')).toEqual([])
  await choose(page, 'Go on', child)
  await isSent('form.test')
  expect(sent('form.test')).toHaveLength(1)
})

describe('a hostile page', () => {
  test('neither presses, reads, forges nor hears the prompt, and does not send by another event', async () => {
    const page = await open('http://prize.test/')
    await fill(page, '#a', NUMBER)
    await page.evaluate('heard.length = 0; eat = true')
    await page.click('#b')
    await asked(page)
    // Of the press that was stopped the page has heard its pointer, and not its click.
    expect(await page.evaluate('heard.filter((one) => /click|submit/.test(one))')).toEqual([])
    await page.evaluate('heard.length = 0; tries()')
    // The button to tell someone stands there too.
    expect(
      new Set((await page.evaluate("heard.filter((one) => one.startsWith('sees'))")) as string[]),
    ).toEqual(new Set(['sees null']))
    expect(await promptIn(page)).not.toBeNull()
    expect(sent('prize.test')).toEqual([])
    await page.evaluate('heard.length = 0')
    await page.keyboard.press('Tab')
    await choose(page, 'Go on')
    await page.evaluate('eat = false')
    expect(await page.evaluate('heard.filter((one) => !/ [ab]$/.test(one))')).toEqual([])
  })

  test('cannot take it away, nor put something above it and have that pressed', async () => {
    const page = await open('http://prize.test/')
    await fill(page, '#a', NUMBER)
    await page.click('#b')
    await asked(page)
    await page.evaluate(
      "hosts().forEach((host) => { host.style.setProperty('display', 'none', 'important'); host.inert = true; host.remove() })",
    )
    await asked(page)
    const before = await placeOf(page, 'Go on')
    // Covered again and again: a press that goes through the cover counts for nothing.
    await page.evaluate(
      'timer = setInterval(() => { const cover = covers(); setTimeout(() => cover.remove(), 40) }, 50)',
    )
    for (let presses = 0; presses < 8; presses += 1) await page.mouse.click(before?.x ?? 0, before?.y ?? 0)
    expect(sent('prize.test')).toEqual([])
    await page.evaluate('clearInterval(timer)')
  })

  test('with a dialog of its own open, or in full screen: the prompt is above it and can be pressed', async () => {
    web.on(
      'dialog.test',
      '/',
      `<!doctype html><title>d</title><dialog id="d"><form action="/sent" method="post"><input id="a" name="a"><button id="b">Post</button></form></dialog><script>d.showModal()</script>`,
    )
    const page = await open('http://dialog.test/')
    await page.evaluate(() =>
      document
        .querySelector('dialog')
        ?.requestFullscreen()
        .catch(() => undefined),
    )
    await fill(page, '#a', NUMBER)
    await page.click('#b')
    await asked(page)
    await choose(page, 'Keep it private')
    expect(await inFocus(page)).toBe('a')
    expect(sent('dialog.test')).toEqual([])
  })
})

test('the text of a password’s field is never read, also when the page shows it', async () => {
  web.on(
    'sign-in.test',
    '/',
    `<!doctype html><title>Sign in</title><form onsubmit="event.preventDefault(); isSent = true"><input id="u" name="who"><input id="p" type="password" name="p">
<input id="code" name="code" autocomplete="one-time-code"><input id="late" type="password" name="x"><button id="b">Sign in</button></form><button type="button" id="show" onclick="late.type='text'">Show</button>`,
  )
  const page = await open('http://sign-in.test/')
  const inOurs = await ourWorld(page)
  await inOurs(`(() => {
    globalThis.readValues = []
    const { get, set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
    Object.defineProperty(HTMLInputElement.prototype, 'value', { set, get() { readValues.push(this.id); return get.call(this) } })
  })()`)
  await fill(page, '#p', NUMBER)
  await fill(page, '#code', NUMBER)
  await fill(page, '#late', NUMBER)
  await page.click('#show')
  expect(await page.$eval('#late', (field) => (field as HTMLInputElement).type)).toBe('text')
  await page.click('#late')
  await fill(page, '#u', 'sam')
  await page.click('#b')
  await until(() => page.evaluate('window.isSent === true'), { what: 'it to be sent' })
  const fields = await inOurs<string[]>('readValues')
  expect(new Set(fields)).toEqual(new Set(['u']))
})

describe('for everybody', () => {
  const show = async (page: Page): Promise<void> => {
    await fill(page, '#a', `12 High Street, Leeds LS1 4AB, ${NUMBER}`)
    await page.click('#b')
    await asked(page)
  }

  test('axe finds nothing, in light and in dark', async () => {
    for (const scheme of ['light', 'dark']) {
      const page = await browser.page()
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
      await page.goto('http://form.test/')
      // Axe cannot look into a closed root: for it alone ours is made an open one.
      const inOurs = await ourWorld(page)
      await inOurs(`(() => { const { attachShadow } = Element.prototype
        Element.prototype.attachShadow = function () { return attachShadow.call(this, { mode: 'open' }) } })()`)
      await show(page)
      expect(
        await page.evaluate(() =>
          [...document.documentElement.children].some((one) => one.shadowRoot?.querySelector('dialog')),
        ),
      ).toBe(true)
      expect(await accessibilityFaults(page)).toEqual([])
      await page.close()
    }
  })

  test.each<[string, { width: number; height: number }, { name: string; value: string }[], string?]>([
    ['light', { width: 900, height: 600 }, []],
    ['dark', { width: 900, height: 600 }, [{ name: 'prefers-color-scheme', value: 'dark' }]],
    ['narrow', { width: 320, height: 480 }, []],
    ['small', { width: 320, height: 200 }, []],
    ['forced-colours', { width: 900, height: 600 }, [{ name: 'forced-colors', value: 'active' }]],
    ['right-to-left', { width: 900, height: 600 }, [], 'ur'],
  ])('every choice can be reached: %s', async (name, size, features, language) => {
    if (language !== undefined)
      await browser.evaluateInWorker((language) => chrome.storage.local.set({ language }), language)
    const page = await browser.page()
    await page.setViewport(size)
    const session = await sessionOf(page)
    await session.send('Emulation.setEmulatedMedia', { features })
    await page.goto('http://form.test/')
    await show(page)
    const { keep, goOn, ask } = wordsIn(language ?? 'en-GB')
    for (const choice of [keep, goOn, ask]) {
      const at = await placeOf(page, choice)
      expect(at?.height).toBeGreaterThanOrEqual(44)
      expect((at?.x ?? -1) - (at?.width ?? 0) / 2).toBeGreaterThanOrEqual(0)
      expect((at?.x ?? size.width) + (at?.width ?? 0) / 2).toBeLessThanOrEqual(size.width)
    }
    await takePicture(page, `personal-${name}`)
    if (language !== undefined) await browser.evaluateInWorker(() => chrome.storage.local.remove('language'))
    await page.close()
  })
})
