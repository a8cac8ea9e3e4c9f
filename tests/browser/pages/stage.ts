/**
 * A stage for our pages: the built files on loopback, under the very content security policy that the package
 * declares, with the extension API they need played by the test. Every state of a page can be shown at will; that
 * the real worker gives those answers is other tests' business.
 */
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { launch } from 'puppeteer-core'
import type { Browser, Page } from 'puppeteer-core'
import { ensureChromium } from '../../rig/chromium.mjs'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.png': 'image/png',
}

/** Answers by message name. Left out: the worker never answers that one. */
export type Answers = Partial<
  Record<
    | 'explain'
    | 'agreement'
    | 'agree'
    | 'asking'
    | 'continue'
    | 'downloads'
    | 'status'
    | 'lesson'
    | 'settings'
    | 'record'
    | 'notice'
    | 'notice.seen'
    | 'cover'
    | 'concern.start'
    | 'concern.saved'
    | 'concern.send'
    | 'concern.refresh'
    | 'report.page',
    unknown
  >
>

/** How a page comes into its state. */
export interface Play {
  /** What the browser session holds. */
  readonly session?: Readonly<Record<string, unknown>>
  /** The disk takes nothing. */
  readonly full?: boolean
  /** Names of buttons, pressed in this order. */
  readonly presses?: readonly string[]
  /** What is there then. */
  readonly shows?: string
}

/** A page of ours in one state. */
export interface Scene {
  readonly name: string
  readonly path: string
  readonly answers: Answers
  readonly look?: Look
  readonly play?: Play
}

export interface Look {
  readonly width?: number
  readonly height?: number
  readonly dark?: boolean
  readonly forced?: boolean
  readonly rtl?: boolean
  readonly offline?: boolean
  /** Page zoom; 4 is 400 %. */
  readonly zoom?: number
}

function serve(folder: string): Promise<Server> {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    content_security_policy: { extension_pages: string }
  }
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://stage').pathname)
    try {
      const body = readFileSync(join(folder, path))
      response.writeHead(200, {
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        'content-security-policy': manifest.content_security_policy.extension_pages,
      })
      response.end(body)
    } catch {
      // Not in the package: the page must not find it either.
      response.writeHead(404).end()
    }
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

/** Plays the browser's side of lib/browser for one page; runs in the page before its own scripts. */
function playBrowser(answers: Answers, session: Record<string, unknown>): void {
  const sent: unknown[] = []
  const violations: string[] = []
  Object.assign(globalThis, { sent, violations, answers })
  addEventListener('securitypolicyviolation', (event) =>
    violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
  )
  const runtime = {
    id: 'stage',
    getURL: (path: string) => `${location.origin}/${path}`,
    sendMessage: (message: { kerb: keyof Answers }) => {
      sent.push(message)
      const body = answers[message.kerb]
      return body === undefined ? Promise.reject(new Error('no worker')) : Promise.resolve({ ok: true, body })
    },
  }
  const listener = { addListener: () => {}, removeListener: () => {} }
  const tabs = {
    getCurrent: () => Promise.resolve({ id: 1, windowId: 1 }),
    get: () => Promise.reject(new Error('no tab with this id')),
    onActivated: listener,
    onCreated: listener,
  }
  const drawn = (): string => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 400 })
    const context = canvas.getContext('2d')
    for (const [x, colour] of ['#d9d4c7', '#2a5ca8', '#b53f3f', '#3c8f56'].entries())
      if (context) {
        context.fillStyle = colour
        context.fillRect(x * 160, x * 60, 640, 300)
      }
    return canvas.toDataURL('image/jpeg')
  }
  const kept = JSON.parse(JSON.stringify(session), (_, value: unknown) =>
    value === 'data:image/jpeg;base64,drawn' ? drawn() : value,
  ) as Record<string, unknown>
  const storage = {
    session: {
      onChanged: listener,
      get: (name: string | null) => Promise.resolve(name === null ? kept : { [name]: kept[name] }),
      set: (values: object) => Promise.resolve(void Object.assign(kept, values)),
      remove: (name: string) => Promise.resolve(void delete kept[name]),
    },
  }
  const api = { runtime, tabs, storage }
  Object.assign(globalThis, { browser: api, chrome: api })
}

/** As the browser refuses to write where there is no room; runs in the page before its own scripts. */
function fillDisk(): void {
  const refuse = (): never => {
    throw new DOMException('No room.', 'QuotaExceededError')
  }
  Object.assign(IDBObjectStore.prototype, { add: refuse, put: refuse })
}

/** Gives an open page another look. */
export async function dress(page: Page, look: Look): Promise<void> {
  const zoom = look.zoom ?? 1
  await page.setViewport({
    width: Math.round((look.width ?? 1024) / zoom),
    height: Math.round((look.height ?? 768) / zoom),
    deviceScaleFactor: zoom,
  })
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: look.dark ? 'dark' : 'light' },
    { name: 'prefers-reduced-motion', value: 'reduce' },
    { name: 'forced-colors', value: look.forced ? 'active' : 'none' },
  ])
  // As a language of that direction sets it; the page itself does so once, when it starts.
  await page.evaluate((dir) => void (document.documentElement.dir = dir), look.rtl ? 'rtl' : 'ltr')
}

export class Stage {
  readonly #server: Server
  readonly #browser: Browser

  constructor(server: Server, browser: Browser) {
    this.#server = server
    this.#browser = browser
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Opens a page of ours (`blocked.html?u=…`) and waits until it has drawn what it has to say. */
  async show(path: string, answers: Answers, look: Look = {}, play: Play = {}): Promise<Page> {
    const page = await this.#browser.newPage()
    await page.evaluateOnNewDocument(playBrowser, answers, play.session ?? {})
    if (play.full) await page.evaluateOnNewDocument(fillDisk)
    await page.goto(`${this.origin}/${path}`)
    await page.waitForSelector('main[aria-busy=false]')
    for (const name of play.presses ?? [])
      await page.locator(`::-p-aria([name="${name}"][role="button"])`).click()
    if (play.shows !== undefined) await page.waitForSelector(play.shows)
    await dress(page, look)
    if (look.offline) {
      await page.setOfflineMode(true)
      await page.waitForSelector('main .note')
    }
    return page
  }

  async close(): Promise<void> {
    await this.#browser.close()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

/** @param folder the built extension */
export async function openStage(folder: string): Promise<Stage> {
  const server = await serve(folder)
  const browser = await launch({
    executablePath: ensureChromium(),
    args: ['--no-sandbox', '--lang=en-GB'],
  })
  return new Stage(server, browser)
}
