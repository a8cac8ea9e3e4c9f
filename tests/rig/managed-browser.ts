/** One managed browser, from its first start to its end: what a test does to it and sees of it. */
import { rmSync } from 'node:fs'
import { connect } from 'puppeteer-core'
import type { Browser, Page } from 'puppeteer-core'
import type { Cdp, TargetInfo } from './cdp.ts'
import { describeChromium, ensureChromium } from './chromium.mjs'
import type { Packed } from './crx.ts'
import { BASE_POLICIES, extensionPolicies, launchFlags, resolverRules } from './launch-flags.ts'
import type { Addresses } from './launch-flags.ts'
import { temporaryFolder } from './paths.ts'
import { policyFolder } from './policy-folder.ts'
import type { Policies, PolicyFolder } from './policy-folder.ts'
import { applyUpdate } from './extension-update.ts'
import { startBrowser } from './browser-process.ts'
import { onSmallDisk, SmallDisk } from './small-disk.ts'
import type { BrowserProcess } from './browser-process.ts'
import { PATIENCE, until } from './until.ts'
import type { UpdateFeed } from './update-feed.ts'
import { evaluateInWorker, killWorker, wakeWorker, workerTarget } from './worker.ts'

export interface ManagedOptions {
  /** What is force-installed: Kerb when left out, nothing when null. */
  readonly extension?: Packed | null
  /** Managed values of the extension (`3rdparty.extensions.<id>`). Left out: none. */
  readonly policy?: Record<string, unknown>
  /** Any other browser policies; they win over the rig's own. */
  readonly extraPolicies?: Policies
  /** The test web server, and the names it answers for (patterns; `*.test` when left out). */
  readonly web?: Addresses
  readonly hosts?: readonly string[]
  /** A profile to use again. Left out: a fresh one, removed by `close`. */
  readonly profileDir?: string
  /** Headless unless there is a display and this is false. */
  readonly headless?: boolean
  readonly feed?: UpdateFeed
  /** Further switches, or an address to open at launch. */
  readonly args?: readonly string[]
  /**
   * False: no puppeteer, so no debugger keeps the worker awake. `connect()` attaches one later. Default true.
   */
  readonly debugging?: boolean
  /** Its profile lies on a disk of its own that `disk` fills; anew at each start. */
  readonly smallDisk?: boolean
}

export class ManagedBrowser {
  /** Undefined when nothing is force-installed. */
  readonly extension: Packed | null
  readonly feed: UpdateFeed | undefined
  readonly profileDir: string
  readonly version: string
  readonly major: number
  #options: ManagedOptions
  #stage = temporaryFolder('policy')
  #folder: PolicyFolder
  #executable = ensureChromium()
  #values: Record<string, unknown> | undefined
  #extra: Policies
  #running: BrowserProcess | undefined
  #puppeteer: Browser | undefined

  constructor(options: ManagedOptions, extension: Packed | null, feed: UpdateFeed | undefined) {
    this.#options = options
    this.extension = extension
    this.feed = feed
    this.profileDir = options.profileDir ?? temporaryFolder('profile')
    this.#values = options.policy
    this.#extra = options.extraPolicies ?? {}
    const described = describeChromium(this.#executable)
    this.version = described.version
    this.major = described.major
    this.#folder = policyFolder(this.#stage, described.folder)
  }

  /** The extension's id; throws when nothing is force-installed. */
  get extensionId(): string {
    if (!this.extension) throw new Error('This browser has no extension')
    return this.extension.id
  }

  get pid(): number {
    return this.#live().pid
  }

  /** The disk under its profile, where it was asked for as a small one. */
  get disk(): SmallDisk {
    return new SmallDisk(this.pid, this.profileDir)
  }

  /** A DevTools connection that attaches to nothing by itself. */
  get cdp(): Cdp {
    return this.#live().cdp
  }

  /** Puppeteer's browser; only while connected. */
  get browser(): Browser {
    if (!this.#puppeteer) throw new Error('No debugger is attached: call connect() first')
    return this.#puppeteer
  }

  #live(): BrowserProcess {
    if (!this.#running) throw new Error('The browser is not running')
    return this.#running
  }

  /** Starts the browser on its profile. `args`: further switches, or an address given at launch. */
  async start(args: readonly string[] = []): Promise<void> {
    this.#writePolicies()
    const { web, hosts = ['*.test'] } = this.#options
    const headless = this.#options.headless !== false || !process.env['DISPLAY']
    const flags = launchFlags(this.profileDir, headless, resolverRules(hosts, web), web)
    const plain = { command: this.#executable, args: [...flags, ...args] }
    const run = this.#options.smallDisk === true ? onSmallDisk(this.profileDir, plain) : plain
    const wrapped = this.#folder.wrap(run.command, run.args)
    this.#running = await startBrowser(wrapped.command, wrapped.args, this.profileDir)
    if (this.#options.debugging !== false) await this.connect()
  }

  /** Attaches puppeteer. Chromium keeps the worker awake from here until `disconnect`. */
  async connect(): Promise<Browser> {
    this.#puppeteer ??= await connect({
      browserWSEndpoint: this.#live().endpoint,
      defaultViewport: null,
    })
    return this.#puppeteer
  }

  async disconnect(): Promise<void> {
    await this.#puppeteer?.disconnect()
    this.#puppeteer = undefined
  }

  /** Replaces the extension's managed values; undefined removes them all. The browser takes about 5 s to notice. */
  setPolicy(values: Record<string, unknown> | undefined): void {
    this.#values = values
    this.#writePolicies()
  }

  /** Replaces the other browser policies. */
  setBrowserPolicies(extra: Policies): void {
    this.#extra = extra
    this.#writePolicies()
  }

  #writePolicies(): void {
    const { extension, feed } = this
    const own = extension && feed ? extensionPolicies(extension.id, feed.url, this.#values) : {}
    this.#folder.write({ ...BASE_POLICIES, ...own, ...this.#extra })
  }

  /** Waits until the extension runs and is the administrator's; returns its `management.getSelf()`. */
  async waitForExtension(): Promise<chrome.management.ExtensionInfo> {
    return until(
      async () => {
        const self = await this.evaluateInWorker(() => chrome.management.getSelf())
        return self.installType === 'admin' && self
      },
      { what: 'the extension to be installed by policy', within: 60_000 },
    )
  }

  /** Has the browser fetch and apply the version just published in the feed. */
  async updateExtension(version: string): Promise<void> {
    await this.disconnect()
    await applyUpdate(this, version)
  }

  /** Runs a self-contained function in the extension's worker, waking it first when it sleeps. */
  evaluateInWorker<T, A extends unknown[]>(fn: (...args: A) => T, ...args: A): Promise<Awaited<T>> {
    return evaluateInWorker(this.cdp, this.extensionId, fn, args)
  }

  /** The running worker, or undefined while it sleeps. Looking does not wake it. */
  worker(): Promise<TargetInfo | undefined> {
    return workerTarget(this.cdp, this.extensionId)
  }

  /** Starts the worker without any event. */
  async wakeWorker(): Promise<void> {
    await wakeWorker(this.cdp, this.extensionId)
  }

  /** Stops the worker at once, as the browser does under memory pressure. */
  async killWorker(): Promise<void> {
    await killWorker(this.cdp, this.extensionId)
  }

  /** Detaches every debugger and waits until Chromium itself lets the idle worker sleep (30 s or more). */
  async letWorkerSleep(): Promise<void> {
    await this.disconnect()
    await until(async () => (await this.worker()) === undefined, {
      what: 'the idle worker to sleep',
      within: 120_000,
      every: 250,
    })
  }

  /** A new tab, driven by puppeteer. */
  async page(url?: string): Promise<Page> {
    const page = await this.browser.newPage()
    page.setDefaultTimeout(PATIENCE)
    if (url) await page.goto(url)
    return page
  }

  /** A new tab without a debugger, as if the address had been typed. Returns its target's id. */
  async open(url: string): Promise<string> {
    return (await this.cdp.send<{ targetId: string }>('Target.createTarget', { url })).targetId
  }

  /** The open tabs, seen without attaching. */
  async tabs(): Promise<TargetInfo[]> {
    return (await this.cdp.targets()).filter((target) => target.type === 'page')
  }

  /** Waits until some tab (or the one given) shows an address that fits. */
  waitForTab(fits: (url: string) => boolean, targetId?: string): Promise<TargetInfo> {
    const ours = (tab: TargetInfo) => (targetId === undefined || tab.targetId === targetId) && fits(tab.url)
    return until(async () => (await this.tabs()).find(ours), { what: 'a tab with the expected address' })
  }

  /** Ends politely, as a person closing the last window. The profile stays until `close`. */
  async quit(): Promise<void> {
    await this.disconnect()
    await this.#live().quit()
    this.#running = undefined
  }

  /** Ends the browser and all its processes at once: a crash, or a lid that closed on an empty battery. */
  async kill(): Promise<void> {
    await this.#live().kill()
    await this.disconnect()
    this.#running = undefined
  }

  /** Ends (unless ended already) and starts again on the same profile. */
  async relaunch(args: readonly string[] = []): Promise<void> {
    if (this.#running) await this.quit()
    await this.start(args)
  }

  /** Ends and removes everything that belongs to this browser alone. */
  async close(): Promise<void> {
    if (this.#running) await this.quit()
    if (!this.#options.feed) await this.feed?.close()
    rmSync(this.#stage, { recursive: true, force: true })
    if (!this.#options.profileDir) rmSync(this.profileDir, { recursive: true, force: true, maxRetries: 5 })
  }
}
