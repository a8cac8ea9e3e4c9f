/** What must stay open: ordinary uses of what ways round use as well. */
import { expect } from 'vitest'
import { rowsFor } from '../../browser/backstops/school.ts'
import { until } from '../../rig/until.ts'
import type { Case } from '../case.ts'
import { files, together } from '../engines/servers.ts'
import type { Content } from '../engines/servers.ts'
import { PATIENCE, loaded, run, waits } from '../hands.ts'
import { talks } from '../pages/chats.ts'
import * as pages from '../pages/ordinary.ts'
import type { Stage } from '../stage.ts'

/** Frames that a page is shown for before it counts as left alone: what the guard looks at last comes before that. */
const FRAMES = 300

/** The page stands, whole, after it has been shown for a while, and nothing of its host was stopped. */
export async function isLeftAlone(stage: Stage, tab: string, url: string): Promise<void> {
  const { browser } = stage
  const { hostname } = new URL(url)
  // On hosting that many share, somebody else's page may have been stopped before.
  const before = (await rowsFor(browser, hostname)).length
  await loaded(browser, tab, url)
  const frames = `new Promise((done) => { let left = ${FRAMES}; const next = () => (left-- ? requestAnimationFrame(next) : done(true)); next() })`
  await run(browser, tab, frames)
  expect((await browser.tabs()).find(({ targetId }) => targetId === tab)?.url).toBe(url)
  const rows = (await rowsFor(browser, hostname)).slice(before)
  expect(rows.filter(({ kind }) => kind === 'blocked' || kind === 'warned')).toEqual([])
}

const ordinary = (
  name: string,
  tries: string,
  holds: string,
  url: string,
  site: () => Record<string, Content>,
  sign?: string,
): Case<Stage> => ({
  name,
  technique: 'ordinary use',
  tries,
  holds,
  run: async (stage) => {
    stage.web.hand(new URL(url).hostname, together(files(site()), talks('What is seven times eight?')))
    const tab = await stage.browser.open(url)
    if (sign !== undefined) await waits(stage, tab, sign, `${name} to do its work`)
    await isLeftAlone(stage, tab, url)
  },
})

const UNLISTED = 'Nobody lists it, and one kind of evidence closes nothing'
const SCHOOLS = 'The school has opened it'
const app = (): Record<string, Content> => ({
  '/': pages.WEB_APP,
  '/app-worker.js': pages.APP_WORKER,
  '/shared.js': pages.SHARED_WORKER,
})
const ASKED = `q.textContent.includes('seven')`
const appWorks = `document.title === 'offline ready' && document.body.dataset.shared === 'shared'`

export const ORDINARY: readonly Case<Stage>[] = [
  ordinary(
    'fp-oauth',
    'A sign-in that carries the address to come back to',
    UNLISTED,
    'https://login.test/authorize?client_id=maths&redirect_uri=https%3A%2F%2Fschool.test%2Fback&state=eyJyIjoiaHR0cHM6Ly9zY2hvb2wudGVzdC8ifQ',
    () => ({
      '/authorize':
        '<h1>Sign in</h1><input placeholder="Email"><input type="password"><button>Sign in</button>',
    }),
  ),
  ordinary(
    'fp-share',
    'A share link with a whole address in it',
    UNLISTED,
    'https://share.test/sharer?u=https%3A%2F%2Fordinary.test%2Farticle%3Fid%3D1&text=Look',
    () => ({ '/sharer': '<h1>Share this page</h1><button>Post</button>' }),
  ),
  ordinary(
    'fp-service-path',
    'A hotel with pages under /service/',
    UNLISTED,
    'https://hotel.test/service/rooms',
    () => ({ '/service/rooms': pages.hotel() }),
  ),
  ordinary(
    'fp-bare-path',
    'A walk with pages under /bare/',
    UNLISTED,
    'https://walks.test/bare/feet',
    () => ({ '/bare/feet': pages.hotel() }),
  ),
  ordinary(
    'fp-vpn-article',
    'An encyclopaedia about VPNs and proxies',
    UNLISTED,
    'https://encyclopaedia.test/wiki/VPN',
    () => ({ '/wiki/VPN': pages.vpnArticle() }),
  ),
  ordinary(
    'fp-canvas-sim',
    'A physics simulation on a site nobody lists',
    UNLISTED,
    'https://physics.test/',
    () => ({ '/': pages.physics(), '/matter.min.js': pages.MATTER() }),
  ),
  ordinary('fp-plotter', 'A graph plotter on a site nobody lists', UNLISTED, 'https://graphs.test/', () => ({
    '/': pages.plotter(),
  })),
  ordinary(
    'fp-notebook',
    'A notebook with wasm in a worker',
    UNLISTED,
    'https://notebook.test/',
    () => ({ '/': pages.notebook(), '/kernel.wasm': pages.WASM }),
    `document.querySelector('.output').textContent === '2.5'`,
  ),
  ordinary(
    'fp-scratch',
    'Block coding on a site of the school’s',
    SCHOOLS,
    'https://blocks.good.test/',
    () => ({ '/': pages.blockCoding() }),
  ),
  ordinary(
    'fp-scratch-unlisted',
    'Block coding on a site nobody lists',
    UNLISTED,
    'https://blockcoding.test/',
    () => ({ '/': pages.blockCoding() }),
  ),
  ordinary('fp-webrtc-class', 'A lesson by video', SCHOOLS, 'https://meet.good.test/', () => ({
    '/': pages.videoLesson(),
  })),
  ordinary(
    'fp-quiz-ws',
    'A live quiz',
    SCHOOLS,
    'https://quiz.good.test/',
    () => ({ '/': pages.quiz() }),
    ASKED,
  ),
  ordinary(
    'fp-quiz-unlisted',
    'A live quiz on a site nobody lists',
    UNLISTED,
    'https://quizzes.test/',
    () => ({ '/': pages.quiz() }),
    ASKED,
  ),
  ordinary(
    'fp-service-worker',
    'An app with a service worker and a shared one',
    SCHOOLS,
    'https://notes.good.test/',
    app,
    appWorks,
  ),
  ordinary('sw-legit-pwa', 'An app that works offline', SCHOOLS, 'https://maths.good.test/', app, appWorks),
  ordinary(
    'fp-pwa-unlisted',
    'The same app on a site nobody lists',
    UNLISTED,
    'https://offline-notes.test/',
    app,
    appWorks,
  ),
  {
    name: 'fp-blob-preview',
    technique: 'ordinary use',
    tries: 'A file shown from a blob in a learning platform',
    holds: SCHOOLS,
    run: async (stage) => {
      stage.web.on(
        'school.test',
        '/lms',
        `<h1>Hand in</h1><iframe width=800 height=500></iframe><script>
        const blob = new Blob(['<h1>My essay</h1><p>About rivers.</p>'], { type: 'text/html' })
        document.querySelector('iframe').src = URL.createObjectURL(blob); window.preview = () => void open(URL.createObjectURL(blob))</script>`,
      )
      const tab = await stage.browser.open('http://school.test/lms')
      await isLeftAlone(stage, tab, 'http://school.test/lms')
      await run(stage.browser, tab, 'preview()')
      const popup = await until(
        async () => (await stage.browser.tabs()).find(({ url }) => url.startsWith('blob:http://school.test')),
        { what: 'the preview', within: PATIENCE },
      )
      await isLeftAlone(stage, popup.targetId, popup.url)
    },
  },
  {
    name: 'fp-print-popup',
    technique: 'ordinary use',
    tries: 'A timetable in a written popup, to be printed',
    holds: UNLISTED,
    run: async (stage) => {
      stage.web.on(
        'timetable.test',
        '/',
        `<h1>Timetable</h1><script>window.show = () => { const w = open('about:blank'); w.document.write('<title>print me</title><h1>Timetable</h1><table><tr><td>Maths</td></tr></table>'); w.document.close() }</script>`,
      )
      const tab = await stage.browser.open('http://timetable.test/')
      await loaded(stage.browser, tab, 'http://timetable.test/')
      await run(stage.browser, tab, 'show()')
      const popup = await until(
        async () => (await stage.browser.tabs()).find(({ title }) => title === 'print me'),
        { what: 'the popup', within: PATIENCE },
      )
      await run(
        stage.browser,
        popup.targetId,
        `new Promise((done) => { let left = ${FRAMES}; const next = () => (left-- ? requestAnimationFrame(next) : done(true)); next() })`,
      )
      expect((await stage.browser.tabs()).some(({ title }) => title === 'print me')).toBe(true)
    },
  },
]
