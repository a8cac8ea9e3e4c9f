/** A browser that holds compiled rules, a tab to visit addresses with, and the web server that sees what came through. */
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Page } from 'puppeteer-core'
import { compile } from '../../../lib/rules/compile.ts'
import type { EffectivePolicy } from '../../../lib/policy/effective.ts'
import { exactly } from '../../../lib/time/now.ts'
import { NO_LISTS, plainLists } from '../../fixtures/plain-lists.ts'
import type { PlainLists } from '../../fixtures/plain-lists.ts'
import { plainPolicy } from '../../fixtures/policies.ts'
import { startWeb } from '../../rig/web.ts'
import type { TestWeb } from '../../rig/web.ts'
import { launchRulesBrowser } from './probe.ts'
import type { RulesBrowser } from './probe.ts'

export const NOW = exactly(Date.UTC(2026, 9, 20, 10))

export interface RulesStage {
  readonly web: TestWeb
  readonly browser: RulesBrowser
  readonly page: Page
  /** Puts the rules of a small policy with these changes into the browser. */
  enforce(changes: Partial<EffectivePolicy>, lists?: Partial<PlainLists>): Promise<unknown>
  /** Opens the address in the tab; what the browser says about it. */
  visit(url: string): Promise<'loaded' | 'blocked'>
}

/** Registers the set-up and the end of one browser for all tests of a file. The web server's log is empty at each test. */
export function rulesStage(hosts: readonly string[]): RulesStage {
  let web: TestWeb
  let browser: RulesBrowser
  let page: Page
  beforeAll(async () => {
    web = await startWeb()
    browser = await launchRulesBrowser(web, hosts)
    page = await browser.page()
  })
  beforeEach(() => {
    web.log.length = 0
  })
  afterAll(async () => {
    await browser.close()
    await web.close()
  })
  return {
    get web() {
      return web
    },
    get browser() {
      return browser
    },
    get page() {
      return page
    },
    enforce: (changes, lists = {}) =>
      browser.apply(compile(plainPolicy(changes), plainLists({ ...NO_LISTS, ...lists }), NOW).rules),
    async visit(url) {
      try {
        await page.goto(url, { waitUntil: 'domcontentloaded' })
        return 'loaded'
      } catch (error) {
        if (error instanceof Error && error.message.includes('ERR_BLOCKED_BY_CLIENT')) return 'blocked'
        throw error
      }
    },
  }
}
