/** Telling someone, in three steps and a receipt. */
import { useState } from 'preact/hooks'
import type { OpenReport } from '../../browser/report-page.ts'
import { STEPS } from '../../concern/draft.ts'
import { readersOf } from '../../concern/readers.ts'
import type { ConcernStart } from '../../messages/concerns.ts'
import { useWords } from '../i18n/context.ts'
import { Done } from './Done.tsx'
import { KindStep } from './KindStep.tsx'
import { Leave } from './Leave.tsx'
import type { Telling } from './use-report.ts'
import { WhoStep } from './WhoStep.tsx'
import { WordsStep } from './WordsStep.tsx'
import { Picto } from '../parts/Picto.tsx'

interface Props {
  readonly telling: Telling
  readonly report: OpenReport
  readonly start: ConcernStart
  readonly now: () => number
  readonly mine: () => void
}

export function Tell({ telling, report, start, now, mine }: Props) {
  const { t } = useWords()
  const { draft, change, choose, send, receipt, wrong, busy } = telling
  const [moved, setMoved] = useState(false)
  if (receipt) return <Done receipt={receipt} start={start} report={report} mine={mine} />
  const turn = STEPS.indexOf(draft.step)
  const go = (by: 1 | -1): void => {
    setMoved(true)
    // What was not in sight in the step that asks for it goes along only when it is ticked later.
    const isUnseen = draft.step === 'words' && report.page === undefined
    change({ step: STEPS[turn + by] ?? 'kind', ...(isUnseen && { withPage: false }) })
  }
  const { school } = start
  return (
    <>
      <p class="small soft">{t('report.step', { step: turn + 1, steps: STEPS.length })}</p>
      {draft.step === 'kind' && <KindStep chosen={draft.kind} choose={choose} moved={moved} />}
      {draft.step === 'words' && <WordsStep draft={draft} page={report.page} change={change} />}
      {draft.step === 'who' && (
        <WhoStep draft={draft} start={start} page={report.page} now={now()} change={change} />
      )}
      {wrong && wrong !== 'nobody' && (
        <p class="note" role="alert">
          {t(`report.wrong.${wrong}`)} {(wrong === 'noRoom' || wrong === 'kept') && t('report.wrong.again')}
        </p>
      )}
      <div class="actions">
        {draft.step === 'words' && (
          <button type="button" class="button button--main" onClick={() => go(1)}>
            <Picto name="on" />
            {t('report.next')}
          </button>
        )}
        {draft.step === 'who' && (
          <button
            type="button"
            class="button button--main"
            disabled={busy || readersOf(start.keys, draft) === null}
            onClick={() => void send()}
          >
            <Picto name="yes" />
            {t(busy ? 'report.sending' : 'report.send')}
          </button>
        )}
        {draft.step !== 'kind' && (
          <button type="button" class="button" onClick={() => go(-1)}>
            <Picto name="back" />
            {t('report.back')}
          </button>
        )}
        <Leave report={report} />
        {draft.step === 'kind' && (
          <button type="button" class="button" onClick={mine}>
            {t('report.mine')}
          </button>
        )}
      </div>
      <p class="small soft noted">
        {school.name ? t('report.private', { school: school.name }) : t('report.privatePlain')}{' '}
        {report.canReturn && t('report.covered')}
      </p>
    </>
  )
}
