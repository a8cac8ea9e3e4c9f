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
  '.png': 'image/png',
}

/** Answers by message name. Left out: the worker never answers that one. */
export type Answers = Partial<Record<'explain' | 'continue' | 'status' | 'lesson' | 'settings', unknown>>

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
function playBrowser(answers: Answers): void {
  const sent: unknown[] = []
  const violations: string[] = []
  Object.assign(globalThis, { sent, violations })
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
  const tabs = { getCurrent: () => Promise.resolve(undefined) }
  const storage = { session: { onChanged: { addListener: () => {}, removeListener: () => {} } } }
  const api = { runtime, tabs, storage }
  Object.assign(globalThis, { browser: api, chrome: api })
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
  async show(path: string, answers: Answers, look: Look = {}): Promise<Page> {
    const page = await this.#browser.newPage()
    await page.evaluateOnNewDocument(playBrowser, answers)
    await page.goto(`${this.origin}/${path}`)
    await page.waitForSelector('main[aria-busy=false]')
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
