/**
 * The guard on real pages, in a managed browser: what a page is closes it, in whatever kind of document and however late;
 * pages that only look like it stay open; and no page can see or stop what looks at it.
 */
import type { Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { inTurn } from '../rig/budget.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { until } from '../rig/until.ts'
import { startWeb, type TestWeb } from '../rig/web.ts'
import { PATIENTLY, rowsFor, startSchoolBrowser, stoppedFor } from './backstops/school.ts'
import { HIDDEN, MANY_KINDS, UNREADABLE } from './guard/hidden.ts'
import * as pages from './guard/pages.ts'
import { ourWorld } from './personal/prompt.ts'

let web: TestWeb
let browser: ManagedBrowser
beforeAll(async () => {
  web = await startWeb()
  browser = await startSchoolBrowser({ allowEntries: ['own.test'] }, { web, debugging: true })
})
afterAll(async () => {
  await browser?.close()
  await web?.close()
})
afterEach(async () => {
  const [first, ...others] = await browser.browser.pages()
  for (const page of others) await page.close()
  await first?.goto('about:blank')
})

const open = async (host: string, body: string, type = 'text/html'): Promise<Page> => {
  web.on(host, '/', (_seen, response) => {
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
  })
  const page = await browser.page(`http://${host}/`)
  await page.bringToFront()
  return page
}

const stopped = async (page: Page): Promise<string> => {
  await until(() => stoppedFor(browser, page.url()) !== null, { what: 'our page', within: PATIENTLY })
  return stoppedFor(browser, page.url()) ?? ''
}

/** The guard has looked at a page that stands, and the worker has answered: what it says is heard beside the worker's own ears. */
const looked = (host: string): Promise<unknown> =>
  until(
    () =>
      browser
        .evaluateInWorker(
          (host) =>
            (globalThis as unknown as { looks?: string[] }).looks?.filter((one) => one === host).length ?? 0,
          host,
        )
        .then((looks) => looks >= 1),
    { what: `a look at ${host}`, within: PATIENTLY },
  )
const listenForLooks = (): Promise<void> =>
  browser.evaluateInWorker(() => {
    const world = globalThis as unknown as { looks?: string[] }
    if (world.looks !== undefined) return
    const looks: string[] = (world.looks = [])
    chrome.runtime.onMessage.addListener(
      (message: { kerb?: string; body?: { url: string; when: string } }) => {
        if (message.kerb === 'guard.saw' && message.body?.when !== 'start')
          looks.push(new URL(message.body?.url ?? 'about:blank').hostname)
        return false
      },
    )
  })

describe('a game on a host that nobody knows is closed', () => {
  test.each([
    ['as an ordinary page', 'plain.test', pages.GAME, 'text/html'],
    ['in a document that is opened anew', 'anew.test', pages.OPENED_ANEW, 'text/html'],
    ['where names of its own hide the browser’s', 'named.test', pages.NAMED_SO, 'text/html'],
    ['in a closed shadow root', 'shadow.test', pages.IN_SHADOW, 'text/html'],
    ['as XHTML', 'xhtml.test', pages.XHTML, 'application/xhtml+xml'],
    ['as SVG', 'svg.test', pages.SVG, 'image/svg+xml'],
    ['long after it has loaded', 'late.test', pages.LATE, 'text/html'],
    ['when it begins without changing an element', 'quiet.test', pages.QUIET_START, 'text/html'],
  ])('%s', async (_, host, body, type) => {
    expect(await stopped(await open(host, body, type))).toBe(`http://${host}/`)
  })

  test('in a blob', async () => {
    const page = await open('blob.test', pages.BLOB)
    expect(await stopped(page)).toContain('blob.test')
  })

  test('in a blank window that another page writes to', async () => {
    const page = await open('blank.test', pages.BLANK)
    const popup = new Promise<Page | null>((resolve) => page.once('popup', resolve))
    await page.click('html')
    const made = await popup
    expect(await stopped(made as Page)).toContain('blank.test')
  })

  test('in a frame: the frame alone, where the page around it is the school’s own', async () => {
    web.on('framed.test', '/', pages.GAME)
    const page = await open(
      'own.test',
      '<!doctype html><title>Own</title><p>Our page</p><iframe src="http://framed.test/" width="900" height="600">',
    )
    await until(() => !page.frames().some((frame) => frame.url().includes('framed.test')), {
      what: 'the frame to be taken out',
      within: PATIENTLY,
    })
    expect(page.url()).toBe('http://own.test/')
  })

  test('and the row says by what it was seen; the host stays closed', async () => {
    await stopped(await open('row.test', pages.GAME))
    const row = await until(
      async () => (await rowsFor(browser, 'row.test')).find(({ kind }) => kind === 'blocked'),
      { what: 'its row', within: PATIENTLY },
    )
    expect(row).toMatchObject({ kind: 'blocked', found: { kind: 'game', sureness: 'sure', where: 'page' } })
    const before = web.seen('row.test').length
    const page = await browser.browser.newPage()
    await page.goto('http://row.test/other').catch(() => undefined)
    await stopped(page)
    expect(web.seen('row.test')).toHaveLength(before)
  })
})

test('an unblocker’s page that its own worker serves is closed, and its host with it', async ({ task }) => {
  // A host that was closed stays closed: another try needs another one.
  const host = `study-${task.result?.retryCount ?? 0}.test`
  web.on(host, '/', pages.UNBLOCKER.shell)
  web.on(host, '/sw.js', (_seen, response) => {
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(pages.UNBLOCKER.worker)
  })
  const page = await browser.browser.newPage()
  await page.goto(`https://${host}/`)
  await page.waitForFunction(() => document.title === 'ready')
  await page.goto(`https://${host}${pages.UNBLOCKER.page}`).catch(() => undefined)
  expect(await stopped(page)).toContain(host)
  expect(web.seen(host, '/was-read')).toEqual([])
  await page.goto(`https://${host}/`).catch(() => undefined)
  await stopped(page)
})

describe('a page that is not to be read is read', () => {
  const hidden = HIDDEN.map(([how, body], i) => [how, `hidden-${i}.test`, body] as const)
  test.each(inTurn(hidden, 'hidden-pages'))('%s', async (_, host, body) => {
    expect(await stopped(await open(host, body))).toBe(`http://${host}/`)
  })

  test.each(UNREADABLE.map(([how, body], i) => [how, `unreadable-${i}.test`, body] as const))(
    'or at least warned of: %s',
    async (_, host, body) => {
      expect(await stopped(await open(host, body))).toBe(`http://${host}/`)
    },
  )
})

describe('what only looks like it stays open', () => {
  test.each([
    ['a simulation with sliders', 'pendulum.test', pages.SIMULATION],
    ['a notebook that computes with wasm', 'notebook.test', pages.NOTEBOOK],
    ['a page of elements of many kinds', 'many-kinds.test', MANY_KINDS],
  ])('%s', async (_, host, body) => {
    await listenForLooks()
    const page = await open(host, body)
    await looked(host)
    await page.waitForFunction(() => performance.now() > 4000)
    expect(page.url()).toBe(`http://${host}/`)
  })

  test('a game that the school has allowed', async () => {
    const page = await open('own.test', pages.GAME)
    await page.waitForFunction(() => performance.now() > 4000)
    expect(page.url()).toBe('http://own.test/')
  })
})

/** From now on what looks is put nowhere until it is let go. */
async function holdWhatLooks() {
  await browser.evaluateInWorker(() => {
    const { scripting } = chrome
    const put = scripting.executeScript as (how: { files?: string[] }) => Promise<unknown>
    const held = { isAsked: false, isDone: false, letGo: () => {} }
    const isLetGo = new Promise<void>((resolve) => {
      held.letGo = () => {
        Object.assign(scripting, { executeScript: put })
        resolve()
      }
    })
    const hold = async (how: { files?: string[] }): Promise<unknown> => {
      if (how.files?.includes('guard.js') !== true) return put(how)
      held.isAsked = true
      await isLetGo
      return put(how).finally(() => (held.isDone = true))
    }
    Object.assign(scripting, { executeScript: hold })
    Object.assign(globalThis, { held })
  })
  const is = (what: 'isAsked' | 'isDone') =>
    until(() => browser.evaluateInWorker((what) => (globalThis as unknown as Held).held[what], what), {
      what: `what looks to be ${what === 'isAsked' ? 'asked for' : 'let go'}`,
      within: PATIENTLY,
    })
  return {
    isAsked: () => is('isAsked'),
    async letGo() {
      await browser.evaluateInWorker(() => (globalThis as unknown as Held).held.letGo())
      await is('isDone')
    },
  }
}
interface Held {
  readonly held: { readonly isAsked: boolean; readonly isDone: boolean; readonly letGo: () => void }
}

// Was broken: it was put beside whatever the tab showed by then.
test('what looks is not put beside the page that came in place of the one that asked', async () => {
  const held = await holdWhatLooks()
  const page = await open('asks.test', '<!doctype html><title>Asks</title><p>A page')
  await held.isAsked()
  web.on('own.test', '/', '<!doctype html><title>Own</title><p>Our page')
  await page.goto('http://own.test/')
  await held.letGo()
  const inOurs = await ourWorld(page)
  expect(await inOurs("['kerb-guard-start', 'kerb-guard'].map((name) => name in globalThis)")).toEqual([
    true,
    false,
  ])
})

test('a page finds nothing of what looks at it', async () => {
  const page = await open('curious.test', pages.CURIOUS)
  await page.waitForFunction(() => 'found' in window)
  const found = await page.evaluate(() => (window as unknown as { found: Record<string, unknown> }).found)
  expect(found['sources']).toEqual(
    Array(6).fill(expect.stringMatching(/^function \w*\(\) \{ \[native code\] \}$/)),
  )
  expect(found['names']).toEqual([
    'getContext1',
    'addEventListener2',
    'requestAnimationFrame1',
    'RTCPeerConnection0',
    'AudioContext0',
    'send1',
  ])
  expect(found['own']).toEqual([true, true, true, true, 'function'])
  expect(found['thrown']).toEqual(Array(3).fill(expect.stringMatching(/^TypeError /)))
  expect(found['globals']).toEqual([])
  expect(JSON.stringify(found)).not.toContain('chrome-extension')
})
