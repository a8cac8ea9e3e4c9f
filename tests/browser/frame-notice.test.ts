/**
 * A stopped frame is replaced in its parent: our content script as it is built, in real Chromium, on pages with the
 * strictest security policy. A worker of the test's own blocks with the browser's rules and tells the parent, so
 * that only the notice is on trial here.
 */
import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { launch, type Browser, type Page, type WebWorker } from 'puppeteer-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ensureChromium } from '../rig/chromium.mjs'
import { builtExtension } from '../rig/crx.ts'
import { temporaryFolder } from '../rig/paths.ts'
import { until } from '../rig/until.ts'
import { startWeb, type TestWeb } from '../rig/web.ts'

const GAME = 'http://games.test/play'
const STRICT =
  "default-src 'none'; frame-src *; object-src *; style-src 'nonce-a'; script-src 'nonce-a'; require-trusted-types-for 'script'; trusted-types 'none'"

/** Tells the parent of every frame that a rule stopped, as the product's worker does (lib/browser/tabs.ts). */
const WORKER = `
globalThis.tell = async (tabId, documentId, message) => {
  const target = { tabId, documentIds: [documentId] }
  const sent = () => chrome.tabs.sendMessage(tabId, message, { documentId }).catch(() => undefined)
  if ((await sent()) === true) return
  await chrome.scripting.executeScript({ target, files: ['frames.js'], injectImmediately: true })
  await sent()
}
chrome.webNavigation.onErrorOccurred.addListener(({ tabId, frameId, parentDocumentId, url, error }) => {
  if (frameId === 0 || error !== 'net::ERR_BLOCKED_BY_CLIENT') return
  const words = { title: 'This part is closed', detail: 'games.test is closed at school.', lang: 'en-GB', dir: 'ltr' }
  tell(tabId, parentDocumentId, { kerb: 'frame-blocked', urls: [url], host: 'games.test', words })
})`

let web: TestWeb
let browser: Browser
let worker: WebWorker
const folder = temporaryFolder('frame-notice')

/** The built script, which the worker brings where it is needed. */
function makeExtension(): void {
  cpSync(join(builtExtension(), 'frames.js'), join(folder, 'frames.js'))
  writeFileSync(join(folder, 'worker.js'), WORKER)
  const permissions = ['declarativeNetRequest', 'scripting', 'tabs', 'webNavigation']
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({
      manifest_version: 3,
      name: 'frame notice',
      version: '1',
      permissions,
      host_permissions: ['<all_urls>'],
      background: { service_worker: 'worker.js' },
    }),
  )
}

const setBlocked = (blocked: boolean) =>
  worker.evaluate(
    (blocked) =>
      chrome.declarativeNetRequest.updateSessionRules({
        removeRuleIds: [1],
        addRules: blocked
          ? [
              {
                id: 1,
                action: { type: 'block' as const },
                condition: { requestDomains: ['games.test'] },
              },
            ]
          : [],
      }),
    blocked,
  )

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const boxes = (page: Page, selector: string): Promise<Box[]> =>
  page.$$eval(selector, (all) =>
    all.map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect()
      return { x, y, width, height }
    }),
  )

const noticesSoon = (page: Page, count: number): Promise<Box[]> =>
  until(
    async () => {
      const found = await boxes(page, '[role=note]')
      return found.length === count && found
    },
    { what: `${count} notices`, within: 30_000 },
  )

let pages = 0
/** Opens a page with this body; its own scripts need the nonce. */
async function open(body: string, style = ''): Promise<Page> {
  const path = `/${++pages}`
  const watch = `<script nonce="a">window.violations=[];document.addEventListener('securitypolicyviolation',e=>violations.push(e.violatedDirective))</script>`
  const html = `<!doctype html><title>p</title>${watch}<style nonce="a">body{margin:0}${style}</style>${body}`
  web.on('school.test', path, (_seen, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': STRICT }).end(html)
  })
  const page = await browser.newPage()
  await page.goto(`http://school.test${path}`)
  return page
}

beforeAll(async () => {
  makeExtension()
  web = await startWeb()
  web.on('games.test', '/play', '<!doctype html><title>game</title>a game')
  browser = await launch({
    executablePath: ensureChromium(),
    enableExtensions: [folder],
    pipe: true,
    args: ['--no-sandbox', `--host-resolver-rules=MAP *.test 127.0.0.1:${web.http}`],
  })
  const target = await browser.waitForTarget((one) => one.url().endsWith('/worker.js'))
  const found = await target.worker()
  if (!found) throw new Error('The extension has no worker.')
  worker = found
})

afterAll(async () => {
  await browser?.close()
  await web?.close()
  rmSync(folder, { recursive: true, force: true })
})

beforeEach(() => setBlocked(true))

describe('the place of a stopped frame', () => {
  const frame = (attributes: string): string => `<iframe src="${GAME}" ${attributes}></iframe>`
  it.each([
    ['width and height in attributes', frame('width="640" height="360"'), ''],
    ['the default size', frame(''), ''],
    ['no border, in percent', frame('width="100%" height="200" frameborder="0"'), ''],
    [
      'a fluid 16:9 wrapper',
      `<div>${frame('')}</div>`,
      'div{position:relative;padding-bottom:56.25%}iframe{position:absolute;inset:0;width:100%;height:100%;border:0}',
    ],
    ['aspect-ratio', frame(''), 'iframe{width:80%;aspect-ratio:16/9;border:0}'],
    [
      'a flex item',
      `<div>${frame('')}<b>beside</b></div>`,
      'div{display:flex;width:700px}iframe{flex:1;height:120px}',
    ],
    [
      'a grid item',
      `<div>${frame('')}<b>beside</b></div>`,
      'div{display:grid;grid-template-columns:1fr 200px}iframe{width:100%}',
    ],
    [
      'centred, as a block',
      frame(''),
      'iframe{display:block;margin:20px auto;width:50%;max-width:400px;height:30vh;padding:5px;box-sizing:border-box}',
    ],
    [
      'fixed in a corner',
      frame(''),
      'iframe{position:fixed;right:10px;bottom:20px;width:200px;height:120px}',
    ],
    ['floated', `${frame('')}text around it`, 'iframe{float:right;width:200px;height:100px}'],
    ['100% of an unknown height', frame(''), 'iframe{width:100%;height:100%}'],
  ])('%s: same box, and what follows does not move', async (_name, body, style) => {
    await setBlocked(false)
    const page = await open(`${body}<p>after</p>`, style)
    const [before] = await boxes(page, 'iframe')
    const after = await boxes(page, 'p')
    await setBlocked(true)
    await page.reload()
    expect(await noticesSoon(page, 1)).toEqual([before])
    expect(await boxes(page, 'p')).toEqual(after)
    expect(await page.evaluate('violations')).toEqual([])
    await page.close()
  })

  it('follows when the page moves or hides the frame', async () => {
    const page = await open(`<iframe src="${GAME}" width="300" height="200"></iframe>`)
    await noticesSoon(page, 1)
    await page.$eval('iframe', (frame) => frame.setAttribute('width', '500'))
    await until(async () => (await boxes(page, '[role=note]'))[0]?.width === 504, { what: 'the new width' })
    await page.$eval('iframe', (frame) => (frame.hidden = true))
    await noticesSoon(page, 0)
    await page.$eval('iframe', (frame) => (frame.hidden = false))
    await noticesSoon(page, 1)
    await page.$eval('iframe', (frame) => frame.remove())
    await noticesSoon(page, 0)
    await page.close()
  })
})

describe('which frames', () => {
  it('covers frames in closed shadow roots, and frames of frames', async () => {
    web.on('school.test', '/inner', `<!doctype html><iframe src="${GAME}"></iframe>`)
    const page = await open(
      `<div></div><iframe src="/inner"></iframe><script nonce="a">
        const root = document.querySelector('div').attachShadow({ mode: 'closed' })
        const frame = document.createElement('iframe'); frame.src = '${GAME}'; root.append(frame)
        window.inside = () => root.querySelectorAll('[role=note]').length</script>`,
    )
    await until(() => page.evaluate('inside() === 1'), { what: 'the notice in the shadow root' })
    const inner = page.frames().find((frame) => frame.url().endsWith('/inner'))
    await until(async () => (await inner?.$$('[role=note]'))?.length === 1, {
      what: 'the notice in the frame',
    })
    await page.close()
  })

  it('covers a frame that a script sent on, whose element names another address', async () => {
    const page = await open(
      '<iframe src="http://school.test/fine" name="f"></iframe><iframe src="http://school.test/fine"></iframe>',
    )
    await page.evaluate((url) => void globalThis.open(url, 'f'), GAME)
    await noticesSoon(page, 1)
    expect(await boxes(page, 'iframe')).toMatchObject([{ width: 0 }, { width: 304 }])
    await page.close()
  })

  it('leaves alone what nobody sees and what the page explains itself', async () => {
    const page = await open(
      `<iframe src="${GAME}" width="1" height="1"></iframe>
       <iframe src="${GAME}" hidden></iframe>
       <object type="text/html" data="${GAME}">own words</object>
       <iframe src="${GAME}" id="seen"></iframe>`,
    )
    await noticesSoon(page, 1)
    expect(await page.$eval('[role=note]', (note) => note.previousElementSibling?.id)).toBe('seen')
    await page.close()
  })
})

describe('the notice', () => {
  it('covers a frame that shows the browser’s error page, and gives it back when it asks for something else', async () => {
    await setBlocked(false)
    const page = await open('<iframe src="http://school.test/fine" width="400" height="200"></iframe>')
    const [before] = await boxes(page, 'iframe')
    // A stop that leaves the frame its box (a cancelled request): here the worker simply says so.
    await worker.evaluate(async (address) => {
      const [tab] = (await chrome.tabs.query({})).filter(({ url }) => url === address)
      const words = { title: 'This part is closed', detail: '', lang: 'en-GB', dir: 'ltr' }
      const urls = ['http://school.test/fine']
      const { tell } = globalThis as unknown as {
        tell: (tabId: number, documentId: string, message: unknown) => Promise<void>
      }
      const tabId = tab?.id ?? -1
      const page = await chrome.webNavigation.getFrame({ tabId, frameId: 0 })
      await tell(tabId, page?.documentId ?? '', { kerb: 'frame-blocked', urls, host: '', words })
    }, page.url())
    expect(await noticesSoon(page, 1)).toEqual([before])
    expect(await boxes(page, 'iframe')).toMatchObject([{ width: 0 }])
    await page.$eval('iframe', (frame) => (frame.src = 'http://school.test/other'))
    await noticesSoon(page, 0)
    expect(await boxes(page, 'iframe')).toEqual([before])
    await page.close()
  })

  it('is closed to the page, and read aloud', async () => {
    const page = await open(`<iframe src="${GAME}" width="600" height="300"></iframe>`)
    await noticesSoon(page, 1)
    expect(await page.$eval('[role=note]', (note) => note.shadowRoot)).toBeNull()
    const tree = JSON.stringify(await page.accessibility.snapshot({ interestingOnly: false }))
    expect(tree).toContain('This part is closed')
    expect(tree).toContain('games.test is closed at school.')
    await page.close()
  })

  it('goes when the frame loads something else', async () => {
    const page = await open(`<iframe src="${GAME}"></iframe>`)
    await noticesSoon(page, 1)
    await page.$eval('iframe', (frame) => (frame.src = 'http://school.test/fine'))
    await noticesSoon(page, 0)
    await until(async () => (await boxes(page, 'iframe'))[0]?.width === 304, { what: 'the frame to show' })
    await page.close()
  })

  it('goes when the frame is opened again at the same address', async () => {
    const page = await open(`<iframe src="${GAME}" name="f"></iframe>`)
    await noticesSoon(page, 1)
    await setBlocked(false)
    await page.evaluate((url) => void globalThis.open(url, 'f'), GAME)
    await noticesSoon(page, 0)
    expect(await boxes(page, 'iframe')).toMatchObject([{ width: 304 }])
    await page.close()
  })
})
