/** Real engines of unblockers, on hosts that nobody lists, as published and in disguise. */
import type { Case } from '../case.ts'
import { renamed, renamedFiles } from '../engines/disguise.ts'
import { ownWorkers, pageRelay, serverSide } from '../engines/homemade.ts'
import { SHELL, rammerhead } from '../engines/rammerhead.ts'
import { scramjet } from '../engines/scramjet.ts'
import { files, together } from '../engines/servers.ts'
import { BASE64, OWN, ultraviolet } from '../engines/uv.ts'
import type { Shell } from '../engines/uv.ts'
import { isStopped, place, staysClosed } from '../engines/watch.ts'
import { frameStops, openPage } from '../hands.ts'
import type { Stage } from '../stage.ts'
import type { Guest } from '../../rig/web.ts'

const HOLDS = 'The guard, by what it does and leaves; the host is closed, its workers are purged'

const engine = (name: string, tries: string, guest: () => Promise<Guest>): Case<Stage> => ({
  name,
  technique: 'a proxy engine',
  tries,
  holds: HOLDS,
  run: async (stage) => {
    const host = hostOf(name)
    const ms = await isStopped(stage, host, place(stage, host, await guest()))
    await staysClosed(stage, host)
    return ms
  },
})

/** A name that says nothing. */
const hostOf = (name: string): string => `${name.replace(/^px-/, '').replaceAll(/[aeiou]/g, '')}-notes.test`
const uv = (name: string, tries: string, shell: Shell): Case<Stage> =>
  engine(name, tries, () => ultraviolet(shell))
const sj = (name: string, tries: string, shell: Shell): Case<Stage> =>
  engine(name, tries, () => scramjet(shell))
const HIDDEN = { folder: '/assets/', prefix: '/lesson/' }

/** A page that opens a popup without an address and shows the proxied page in it. */
const CLOAK = `<script>
window.cloak = (url) => ready.then(() => {
  const popup = open('about:blank')
  const frame = popup.document.createElement('iframe')
  frame.style = 'position:fixed;inset:0;width:100%;height:100%;border:0'
  frame.src = location.origin + proxied(url)
  popup.document.title = 'Google Docs'
  popup.document.body.append(frame)
})
</script>`

export const ENGINES: readonly Case<Stage>[] = [
  uv('px-uv-bare', 'Ultraviolet over a bare server', { transport: 'bare' }),
  uv('px-uv-epoxy', 'Ultraviolet over wisp, by epoxy', { transport: 'epoxy' }),
  uv('px-uv-libcurl', 'Ultraviolet over wisp, by libcurl', { transport: 'libcurl' }),
  uv('px-uv-renamed', 'Ultraviolet with other names, paths and prefix', { disguise: renamed(1), ...HIDDEN }),
  uv('px-uv-base64', 'Ultraviolet with addresses in base64', { codec: BASE64 }),
  uv('px-uv-own-codec', 'Ultraviolet renamed, with a code of its own', {
    disguise: renamed(2),
    codec: OWN,
    ...HIDDEN,
  }),
  uv('px-uv-bare-renamed', 'Ultraviolet renamed, over a bare server', {
    transport: 'bare',
    disguise: renamed(3),
    ...HIDDEN,
  }),
  sj('px-sj-1', 'Scramjet 1.1.0', {}),
  sj('px-sj-renamed', 'Scramjet with other names, paths and prefix', { disguise: renamed(4), ...HIDDEN }),
  sj('px-sj-own-codec', 'Scramjet renamed, with a code of its own', {
    disguise: renamed(5),
    codec: OWN,
    ...HIDDEN,
  }),
  uv('px-hash-known', 'Ultraviolet’s own files under other names', {
    disguise: renamedFiles(6),
    unchanged: true,
    ...HIDDEN,
  }),
  engine('px-ws-sharedworker', 'A proxy of nobody’s making: its socket in a shared worker', async () =>
    ownWorkers(true),
  ),
  engine('px-ws-serviceworker', 'The same, with its socket in the service worker', async () =>
    ownWorkers(false),
  ),
  engine('px-wisp-page', 'The same, without workers: the page asks by its own socket', async () =>
    pageRelay(),
  ),
  engine('px-server-side', 'A server that rewrites pages itself', async () => serverSide()),
  {
    name: 'px-rh',
    technique: 'a proxy engine',
    tries: 'Rammerhead',
    holds: HOLDS,
    run: async (stage) => {
      const host = 'library-notes.test'
      const engine = await rammerhead()
      try {
        const url = place(stage, host, together(files({ '/': SHELL }), engine.guest))
        const ms = await isStopped(stage, host, url)
        await staysClosed(stage, host)
        return ms
      } finally {
        engine.close()
      }
    },
  },
  {
    name: 'px-ab-cloak',
    technique: 'a proxy engine',
    tries: 'Ultraviolet in a written popup',
    holds: HOLDS,
    run: async (stage) => {
      const host = 'cloak-notes.test'
      const url = place(stage, host, await ultraviolet({ page: CLOAK }))
      const ms = await isStopped(stage, host, url, `void cloak(${JSON.stringify(url)})`)
      await staysClosed(stage, host)
      return ms
    },
  },
  {
    name: 'px-embed-frame',
    technique: 'a proxy engine',
    tries: 'Ultraviolet in a frame of a permitted site',
    holds: HOLDS,
    run: async (stage) => {
      const host = 'embed-notes.test'
      const far = `<script>go(new URLSearchParams(location.search).get('far') ?? '')</script>`
      const url = place(stage, host, await ultraviolet({ page: far }))
      const frame = `https://${host}/?far=${encodeURIComponent(url)}`
      stage.web.on(
        'good.test',
        '/embed',
        `<h1>Worksheet</h1><iframe width=900 height=600 src="${frame}"></iframe>`,
      )
      await frameStops(stage, await openPage(stage.browser, 'https://good.test/embed'), host)
      await staysClosed(stage, host)
    },
  },
]
