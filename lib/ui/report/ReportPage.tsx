/** The report's page: telling someone, and what came back. Its title says nothing of either. */
import type { OpenReport } from '../../browser/report-page.ts'
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { ConcernBox } from '../../concern/box.ts'
import type { ConcernStart } from '../../messages/concerns.ts'
import type { Ask } from '../../messages/send.ts'
import { useWords } from '../i18n/context.ts'
import { Mark } from '../parts/Mark.tsx'
import { Help } from './Help.tsx'
import { Hidden } from './Hidden.tsx'
import { MyReports } from './MyReports.tsx'
import { NotSetUp, Unanswered, Wait } from './Plain.tsx'
import { Tell } from './Tell.tsx'
import { useStart } from './use-start.ts'

export type View = 'tell' | 'mine'

export interface ReportPageParts {
  readonly ask: Ask
  readonly report: OpenReport
  readonly box: ConcernBox
  readonly view: View
}

export function ReportPage(parts: ReportPageParts) {
  const { t } = useWords()
  const [view, setView] = useState(parts.view)
  const [isHidden, setHidden] = useState(false)
  const { answer, retry, now } = useStart(parts.ask)
  const start = answer.kind === 'answered' ? answer.value : undefined
  useEffect(() => {
    document.title = t('report.title')
  }, [t])
  useEscape(useCallback(() => setHidden(true), []))
  if (isHidden) return <Hidden show={() => setHidden(false)} />
  return (
    <div class="blocked report">
      <main class="card" aria-busy={answer.kind === 'asking'}>
        <div class="report__top">
          <button type="button" class="button" onClick={() => setHidden(true)}>
            {t('report.hide')}
          </button>
          <p class="small soft">{t('report.hideHow')}</p>
        </div>
        {answer.kind === 'asking' && <Wait />}
        {answer.kind === 'unanswered' && <Unanswered retry={retry} />}
        {start && <Shown {...parts} start={start} now={now} view={view} setView={setView} />}
      </main>
      <Help {...(start && { lines: start.lifelines })} />
      <footer class="brand">
        <Mark />
        <p>{start?.school.name ? t('app.managedBy', { school: start.school.name }) : t('app.managed')}</p>
      </footer>
    </div>
  )
}

interface ShownProps extends ReportPageParts {
  readonly start: ConcernStart
  readonly now: () => number
  readonly setView: (view: View) => void
}

function Shown({ start, now, setView, ...parts }: ShownProps) {
  if (parts.view === 'mine')
    return <MyReports ask={parts.ask} box={parts.box} start={start} now={now} tell={() => setView('tell')} />
  if (!start.setUp) return <NotSetUp school={start.school} report={parts.report} />
  return <Tell {...parts} start={start} now={now} mine={() => setView('mine')} />
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
