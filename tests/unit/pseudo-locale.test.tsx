// @vitest-environment happy-dom
/** Every page in every state in a made-up language: what is not in its brackets came past the words file. */
import { cleanup, render } from '@testing-library/preact'
import { afterEach, expect, it } from 'vitest'
import english from '../../assets/locales/en-GB.json' with { type: 'json' }
import type { OpenReport } from '../../lib/browser/report-page.ts'
import type { ConcernBox } from '../../lib/concern/box.ts'
import type { Draft } from '../../lib/concern/draft.ts'
import type { Ask } from '../../lib/messages/send.ts'
import { BlockedPage } from '../../lib/ui/blocked/BlockedPage.tsx'
import { WordsProvider } from '../../lib/ui/i18n/context.ts'
import { createWords, type Locale } from '../../lib/ui/i18n/words.ts'
import { LessonPage } from '../../lib/ui/lesson/LessonPage.tsx'
import { PopupPage } from '../../lib/ui/popup/PopupPage.tsx'
import { RecordPage } from '../../lib/ui/record/RecordPage.tsx'
import { ReportPage } from '../../lib/ui/report/ReportPage.tsx'
import { SettingsPage } from '../../lib/ui/settings/SettingsPage.tsx'
import { stoppedAddress } from '../../lib/ui/web-address.ts'
import { SCENES, type Scene } from '../browser/pages/scenes.ts'

/** Wraps each run of our own letters, so that values put into a sentence stay outside. */
function pseudo(value: unknown): unknown {
  if (typeof value === 'string')
    return value.replace(/\{\{\w+\}\}|[^{]+/g, (part) => (part.startsWith('{{') ? part : `⟦${part}⟧`))
  return Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, pseudo(inner)]))
}
const words = createWords(['en-XA'], { 'en-XA': pseudo(english) as Locale })

/** Data, not ours to translate: the school's words «so», hosts, numbers, keys, ids, versions, dates. */
function withoutData(text: string, data: string): string {
  const known = [...data.matchAll(/"((?:[^"\\]|\\.)*)"/g)]
    .map((match) => match[1] ?? '')
    .filter((one) => one.length > 1)
  const lines = known.flatMap((one) => one.split(String.raw`\n`)).sort((a, b) => b.length - a.length)
  return lines.reduce(
    (left, one) => left.replaceAll(one, ''),
    text.replaceAll(/⟦[^⟧]*⟧/g, '').replaceAll(/«[^»]*»/g, ''),
  )
}

const EMAIL = /\S+@\S+/g
/** Dates and numbers come from the browser's own language data. */
const FROM_INTL = /(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?|November|December|[\d.,:]+|[AP]M/g

function drawn(root: Element): string[] {
  const texts: string[] = []
  // An address may break where its parts do, and is one text all the same.
  for (const gap of root.querySelectorAll('wbr')) gap.remove()
  root.normalize()
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) texts.push(walk.currentNode.textContent ?? '')
  for (const element of root.querySelectorAll('*')) {
    for (const name of ['aria-label', 'title', 'alt', 'placeholder'])
      texts.push(element.getAttribute(name) ?? '')
  }
  return [...texts, document.title].filter((text) => text.trim() !== '')
}

function Page({ scene }: { scene: Scene }) {
  const ask = ((type: keyof Scene['answers']) =>
    scene.answers[type] === undefined
      ? Promise.reject(new Error('no worker'))
      : Promise.resolve(scene.answers[type])) as unknown as Ask
  const url = new URL(scene.path, 'https://stage.test')
  const news = () => () => {}
  const nothing = () => {}
  if (url.pathname === '/popup.html') return <PopupPage ask={ask} news={news} open={nothing} tell={nothing} />
  if (url.pathname === '/lesson.html')
    return <LessonPage ask={ask} news={news} leave={nothing} cameBack={false} />
  if (url.pathname === '/settings.html') return <SettingsPage ask={ask} />
  if (url.pathname === '/record.html') return <RecordPage ask={ask} />
  if (url.pathname === '/report.html')
    return <ReportPage ask={ask} report={openOf(scene)} box={EMPTY_BOX} view={url.search ? 'mine' : 'tell'} />
  const stay = () => true
  return (
    <BlockedPage
      address={stoppedAddress(url.search)}
      askingNews={news}
      ask={ask}
      goBack={nothing}
      goTo={nothing}
      tell={nothing}
      cameBack={stay}
    />
  )
}

const EMPTY_BOX = { mine: () => Promise.resolve([]) } as unknown as ConcernBox

/** The report as the browser session holds it. */
function openOf({ play }: Scene): OpenReport {
  const [about, draft] = Object.values(play?.session ?? {}) as [Pick<OpenReport, 'page'>?, Draft?]
  const nothing = () => Promise.resolve()
  return {
    page: about?.page,
    draft: draft ?? null,
    canReturn: about !== undefined,
    keep: nothing,
    over: nothing,
    leave: nothing,
  }
}

afterEach(cleanup)

it.each(SCENES)('$name', async (scene) => {
  const { container, findByText } = render(
    <WordsProvider value={words}>
      <Page scene={scene} />
    </WordsProvider>,
  )
  await findByText(/⟦/, { selector: 'main h1, main h2, main p, header p' }).catch((error: unknown) => {
    if (!container.querySelector('main[aria-busy=false]')) throw error
  })
  const data = JSON.stringify([scene.answers, scene.play?.session])
  const ours = drawn(container).map((text) =>
    withoutData(text, data).replaceAll(EMAIL, '').replaceAll(FROM_INTL, ''),
  )
  expect(ours.filter((text) => /\p{L}/u.test(text))).toEqual([])
})

it('sees a string that came past the words file', () => {
  expect(withoutData('⟦Go⟧ back «x»', '')).toMatch(/\p{L}/u)
})
