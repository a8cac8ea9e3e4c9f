/** What a pupil has told and what came back: in sight only after a tap, and out of sight when the page is not looked at. */
import { useCallback, useEffect, useId, useState } from 'preact/hooks'
import type { OpenReport } from '../../browser/report-page.ts'
import type { ConcernBox, OwnConcern } from '../../concern/box.ts'
import type { ConcernStart } from '../../messages/concerns.ts'
import type { Ask } from '../../messages/send.ts'
import { useWords } from '../i18n/context.ts'
import { Heading } from './Heading.tsx'
import { OneReport } from './OneReport.tsx'

export interface MyReportsProps {
  readonly ask: Ask
  readonly box: Pick<ConcernBox, 'mine' | 'added' | 'keepMessage' | 'looked'>
  /** Keeps what is being written back. */
  readonly report: Pick<OpenReport, 'wordsFor' | 'keepWords'>
  readonly start: ConcernStart
  readonly now: () => number
  readonly tell: () => void
}

export function MyReports({ tell, ...parts }: MyReportsProps) {
  const { t } = useWords()
  const [isShown, setShown] = useState(false)
  useHiddenAway(useCallback(() => setShown(false), []))
  return (
    <>
      <Heading take>{t('report.reports.title')}</Heading>
      <p class="lead">{t('report.reports.lead')}</p>
      <div class="actions">
        <button
          type="button"
          class="button button--main"
          aria-expanded={isShown}
          onClick={() => setShown(!isShown)}
        >
          {t(isShown ? 'report.reports.hide' : 'report.reports.show')}
        </button>
        <button type="button" class="button" onClick={tell}>
          {t('report.reports.start')}
        </button>
      </div>
      {isShown && <Shown {...parts} />}
    </>
  )
}

/** When another tab or window is looked at, whoever comes back must ask again. */
function useHiddenAway(hide: () => void): void {
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    addEventListener('blur', hide, { signal })
    document.addEventListener('visibilitychange', hide, { signal })
    return () => stop.abort()
  }, [hide])
}

/** Two blocks of three digits, however they were typed. */
const DIGITS = 6
const digitsOf = (number: string): string => number.replaceAll(/\D/g, '')

/** A disk that is full may have room by then. Milliseconds. */
const AGAIN_MS = 15_000

type News = 'asking' | 'offline' | 'full' | 'fresh'

function Shown(parts: Omit<MyReportsProps, 'tell'>) {
  const { t } = useWords()
  const { ask, box, start } = parts
  const [mine, setMine] = useState<readonly OwnConcern[]>()
  const [news, setNews] = useState<News>('asking')
  const [number, setNumber] = useState('')
  const { who } = start
  // Where nobody is signed in, another may have sat here before in the same session: a number is who knows it.
  const isNobody = start.sender.name === undefined
  const asked = digitsOf(number)
  const [turn, setTurn] = useState(0)
  // What a full disk keeps even from being read is not shown; the line above it says why.
  const read = useCallback(() => box.mine(who).then(setMine, () => undefined), [box, who])
  useEffect(() => {
    let isOpen = true
    const told = (next: News) => isOpen && setNews(next)
    void read()
    ask('concern.refresh', {})
      .then(({ reached, full }) => told(reached ? 'fresh' : full ? 'full' : 'offline'))
      .catch(() => told('offline')) // As it was before is what there is to show.
      .finally(() => isOpen && void read())
    return () => {
      isOpen = false
    }
  }, [ask, read, turn])
  useEffect(() => {
    if (news !== 'full') return undefined
    const timer = setTimeout(() => setTurn((last) => last + 1), AGAIN_MS)
    return () => clearTimeout(timer)
  }, [news, turn])
  const seen = isNobody ? mine?.filter(({ receipt }) => digitsOf(receipt) === asked) : mine
  return (
    <section class="reports" aria-busy={news === 'asking'}>
      <p class="small soft" role="status">
        {news !== 'fresh' && t(`report.reports.${news}`)}
      </p>
      {isNobody && <Number number={number} set={setNumber} />}
      {isNobody && asked.length === DIGITS && seen?.length === 0 && (
        <p role="status">{t('report.reports.noSuch')}</p>
      )}
      {!isNobody && seen?.length === 0 && <p>{t('report.reports.none')}</p>}
      {seen?.map((concern) => (
        <OneReport key={concern.id} {...parts} concern={concern} />
      ))}
    </section>
  )
}

function Number({ number, set }: { number: string; set: (number: string) => void }) {
  const { t } = useWords()
  const id = useId()
  return (
    <div class="part">
      <label for={id}>{t('report.reports.yourNumber')}</label>
      <p id={`${id}-hint`} class="small soft">
        {t('report.reports.yourNumberHint')}
      </p>
      <input
        id={id}
        dir="ltr"
        inputMode="numeric"
        autocomplete="off"
        maxLength={12}
        aria-describedby={`${id}-hint`}
        value={number}
        onInput={(event) => set(event.currentTarget.value)}
      />
    </div>
  )
}
