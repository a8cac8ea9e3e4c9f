/** The report's page: telling someone, and what came back. Its title says nothing of either. */
import type { OpenReport } from '../../browser/report-page.ts'
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { ConcernBox } from '../../concern/box.ts'
import type { ConcernStart } from '../../messages/concerns.ts'
import type { Ask } from '../../messages/send.ts'
import { useWords } from '../i18n/context.ts'
import { Brand } from '../parts/Brand.tsx'
import { useCover } from '../parts/use-cover.ts'
import { Help } from './Help.tsx'
import { Hidden } from './Hidden.tsx'
import { MyReports } from './MyReports.tsx'
import { NotReady, NotSetUp, Unanswered, Wait } from './Plain.tsx'
import { Tell } from './Tell.tsx'
import { useOwn } from './use-own.ts'
import { useReport } from './use-report.ts'
import { useStart } from './use-start.ts'

export type View = 'tell' | 'mine'

export interface ReportPageParts {
  readonly ask: Ask
  readonly report: OpenReport
  readonly box: ConcernBox
  readonly view: View
  /** How somebody's own reports come into sight; at once where it is left out. */
  readonly showMine?: (inPlace: () => void) => void
}

export function ReportPage(parts: ReportPageParts) {
  const { t } = useWords()
  const [view, setView] = useState(parts.view)
  const { covered: isHidden, setCovered: setHidden } = useCover()
  const { answer, retry, now, isStill } = useStart(parts.ask, parts.report)
  const start = answer.kind === 'answered' ? answer.value : undefined
  const { report, isAnew } = useOwn(parts.report, start?.who)
  useEffect(() => {
    document.title = t('report.title')
  }, [t])
  useEscape(useCallback(() => setHidden(true), [setHidden]))
  return (
    <div class="blocked report">
      <main class="card" aria-busy={answer.kind === 'asking'}>
        {isHidden ? <Hidden show={() => setHidden(false)} /> : <Top hide={() => setHidden(true)} />}
        {!isHidden && answer.kind === 'asking' && <Wait />}
        {!isHidden && answer.kind === 'unanswered' && <Unanswered retry={retry} />}
        {!isHidden && isAnew && (
          <p class="note note--calm" role="status">
            {t('report.anew')}
          </p>
        )}
        {start && (
          <Shown
            key={start.who}
            {...parts}
            report={report}
            start={start}
            now={now}
            isStill={isStill}
            retry={retry}
            view={view}
            setView={setView}
            isHidden={isHidden}
          />
        )}
      </main>
      {!isHidden && <Help {...(start && { lines: start.lifelines })} />}
      {!isHidden && <Brand school={start?.school.name} />}
    </div>
  )
}

function Top({ hide }: { hide: () => void }) {
  const { t } = useWords()
  return (
    <div class="report__top">
      <button type="button" class="button" onClick={hide}>
        {t('report.hide')}
      </button>
      <p class="small soft">{t('report.hideHow')}</p>
    </div>
  )
}

interface ShownProps extends ReportPageParts {
  readonly start: ConcernStart
  readonly now: () => number
  readonly isStill: (who: string) => Promise<boolean>
  readonly retry: () => void
  readonly setView: (view: View) => void
  /** Nothing is drawn, and nothing that was written is lost. */
  readonly isHidden: boolean
}

function Shown({ start, now, isStill, retry, setView, isHidden, ...parts }: ShownProps) {
  const telling = useReport({ ...parts, isStill }, start, now)
  const tell = (): void => {
    telling.again()
    setView('tell')
  }
  if (isHidden) return null
  if (parts.view === 'mine')
    return (
      <MyReports ask={parts.ask} box={parts.box} report={parts.report} start={start} now={now} tell={tell} />
    )
  if (!start.setUp && start.pinned) return <NotReady school={start.school} retry={retry} />
  if (!start.setUp) return <NotSetUp school={start.school} report={parts.report} />
  const inPlace = () => setView('mine')
  const mine = () => (parts.showMine ? parts.showMine(inPlace) : inPlace())
  return <Tell telling={telling} report={parts.report} start={start} now={now} mine={mine} />
}

/** Esc hides the page at once, wherever the keyboard is. */
function useEscape(hide: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') hide()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [hide])
}
