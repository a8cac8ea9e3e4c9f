/** A school's browser with a small internet around it: one for many cases, each on hosts of its own. */
import { startSchoolBrowser } from '../browser/backstops/school.ts'
import type { Values } from '../browser/backstops/school.ts'
import type { ManagedBrowser, ManagedOptions } from '../rig/browser.ts'
import { startWeb } from '../rig/web.ts'
import type { TestWeb } from '../rig/web.ts'

export interface Stage {
  readonly web: TestWeb
  readonly browser: ManagedBrowser
  close(): Promise<void>
}

/** Real names whose form matters: services that carry other addresses. */
const SERVICES = [
  '*.translate.goog',
  'web.archive.org',
  '*.googleusercontent.com',
  '*.nip.io',
  '*.sslip.io',
  'discord.com',
  '*.discord.gg',
  '*.duckdns.org',
  'raw.githack.com',
]

/** What the school closes and opens; every other name is one that nobody lists. */
export const RULES: Values = {
  // A name, so that loopback addresses are nobody that is needed.
  serverAddress: 'http://school-server.test:9',
  blockEntries: ['blocked.test', 'school.test/games', 'yt.test/shorts', '127.0.0.1', '[::1]'],
  allowEntries: ['school.test', 'good.test'],
  categoryActions: ['translation-proxy: allow', 'bypass-hosting: allow', 'cloud-storage: allow'],
}

export async function startStage(
  values: Values = RULES,
  options: Omit<ManagedOptions, 'policy' | 'web'> = {},
): Promise<Stage> {
  const web = await startWeb()
  const browser = await startSchoolBrowser(values, {
    web,
    // A camera without a person, and nobody to ask for it.
    args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
    hosts: ['*.test', '*.test.', ...SERVICES],
    ...options,
  })
  return {
    web,
    browser,
    close: async () => {
      await browser.close()
      await web.close()
    },
  }
}
