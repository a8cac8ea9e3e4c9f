// @vitest-environment happy-dom
/** Every page in every state in a made-up language: what is not in its brackets came past the words file. */
import { cleanup, render } from '@testing-library/preact'
import { afterEach, expect, it } from 'vitest'
import type { OpenReport } from '../../lib/browser/report-page.ts'
import type { ConcernBox } from '../../lib/concern/box.ts'
import type { StartedFrom } from '../../lib/concern/compose.ts'
import type { Draft } from '../../lib/concern/draft.ts'
import type { Ask } from '../../lib/messages/send.ts'
import { AgreementPage } from '../../lib/ui/agreement/AgreementPage.tsx'
import { BlockedPage } from '../../lib/ui/blocked/BlockedPage.tsx'
import { CoverPage, WriterPage } from '../../lib/ui/cover/CoverPage.tsx'
import { DownloadPage } from '../../lib/ui/download/DownloadPage.tsx'
import { WordsProvider } from '../../lib/ui/i18n/context.ts'
import { LessonPage } from '../../lib/ui/lesson/LessonPage.tsx'
import { PopupPage } from '../../lib/ui/popup/PopupPage.tsx'
import { RecordPage } from '../../lib/ui/record/RecordPage.tsx'
import { ReportPage } from '../../lib/ui/report/ReportPage.tsx'
import { SettingsPage } from '../../lib/ui/settings/SettingsPage.tsx'
import { WelcomePage } from '../../lib/ui/welcome/WelcomePage.tsx'
import { stoppedAddress } from '../../lib/ui/web-address.ts'
import { SCENES } from '../browser/pages/scenes.ts'
import type { Scene } from '../browser/pages/stage.ts'
import { pseudoWords, untranslated, withoutData } from '../fixtures/pseudo-locale.ts'

function Page({ scene }: { scene: Scene }) {
  const ask = ((type: keyof Scene['answers']) =>
    scene.answers[type] === undefined
      ? Promise.reject(new Error('no worker'))
      : Promise.resolve(scene.answers[type])) as unknown as Ask
  const url = new URL(scene.path, 'https://stage.test')
  const news = () => () => {}
  const nothing = () => {}
  const cover = scene.play?.session?.['cover'] as { forgotten: boolean } | undefined
  if (scene.name === 'cover-writer')
    return <WriterPage ask={ask} again={nothing} writer={{ is: async () => {}, isNot: async () => {} }} />
  if (cover && !scene.path.startsWith('blocked.html'))
    return <CoverPage ask={ask} isForgotten={cover.forgotten} leave={nothing} tell={nothing} />
  if (url.pathname === '/welcome.html') return <WelcomePage ask={ask} news={news} leave={nothing} />
  if (url.pathname === '/agreement.html')
    return <AgreementPage ask={ask} news={news} goOn={nothing} tell={nothing} />
  if (url.pathname === '/popup.html') return <PopupPage ask={ask} news={news} open={nothing} tell={nothing} />
  if (url.pathname === '/lesson.html')
    return <LessonPage ask={ask} news={news} leave={nothing} cameBack={false} />
  if (url.pathname === '/download.html') return <DownloadPage ask={ask} news={news} close={nothing} />
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
      {...(cover && { cover: { state: () => Promise.resolve(cover), news } })}
    />
  )
}

const EMPTY_BOX = { mine: () => Promise.resolve([]) } as unknown as ConcernBox

type About = Pick<OpenReport, 'page'> & { readonly unjudged?: Pick<StartedFrom, 'address' | 'title'> }

/** The report as the browser session holds it. */
function openOf({ play }: Scene): OpenReport {
  const [about, draft] = Object.values(play?.session ?? {}) as [About?, Draft?]
  const nothing = () => Promise.resolve()
  const late = about?.unjudged && { ...about.unjudged, categories: [] }
  let page = about?.page
  return {
    get page() {
      return page
    },
    draft: draft ?? null,
    canReturn: about !== undefined,
    keep: nothing,
    learn: async () => {
      page ??= late
      return late !== undefined
    },
    over: nothing,
    leave: nothing,
    wordsFor: () => Promise.resolve(''),
    keepWords: nothing,
    another: undefined,
    isUnderCover: false,
  }
}

/** Turns without a change after which a page has drawn all that it was answered: each answer here comes by itself. */
const STILL = 10

async function settled(container: Element): Promise<void> {
  let [last, still] = ['', 0]
  while (still < STILL) {
    await new Promise((turn) => setTimeout(turn))
    still = container.innerHTML === last ? still + 1 : 0
    last = container.innerHTML
  }
}

afterEach(cleanup)

it.each(SCENES)('$name', async (scene) => {
  const { container, findAllByText } = render(
    <WordsProvider value={pseudoWords}>
      <Page scene={scene} />
    </WordsProvider>,
  )
  await findAllByText(/⟦/, { selector: 'main h1, main h2, main p, header p' }).catch((error: unknown) => {
    if (!container.querySelector('main[aria-busy=false]')) throw error
  })
  await settled(container)
  const data = JSON.stringify([scene.answers, scene.play?.session])
  expect(untranslated(container, data)).toEqual([])
})

it('sees a string that came past the words file', () => {
  expect(withoutData('⟦Go⟧ back «x»', '')).toMatch(/\p{L}/u)
})
