/** The school's agreement: read, understood, agreed to, and read again whenever somebody likes. */
import { useEffect } from 'preact/hooks'
import type { AgreementView, Asked } from '../../messages/agreement.ts'
import { useWords } from '../i18n/context.ts'
import { Brand } from '../parts/Brand.tsx'
import { Tell } from '../parts/Tell.tsx'
import { Done } from './Done.tsx'
import { Missing, None, Unanswered } from './Plain.tsx'
import { Steps } from './Steps.tsx'
import { type AgreementParts, useAgreement } from './use-agreement.ts'
import { readingOf } from './use-step.ts'

export interface AgreementPageParts extends AgreementParts {
  /** To where the reader wanted to go, or to a new tab. */
  readonly goOn: () => void
  /** Opens the report's page. */
  readonly tell: () => void
}

export function AgreementPage({ goOn, tell, ...parts }: AgreementPageParts) {
  const { t } = useWords()
  const state = useAgreement(parts)
  const { answer, retry } = state
  useEffect(() => {
    document.title = t('agreement.documentTitle')
  }, [t])
  const view = answer.kind === 'answered' ? answer.value : undefined
  return (
    <div class="blocked agreement">
      <main class="card" aria-busy={answer.kind === 'asking' || state.busy}>
        {answer.kind === 'asking' && <h1 class="wait">{t('blocked.wait')}</h1>}
        {answer.kind === 'unanswered' && <Unanswered retry={retry} />}
        {view && <Shown view={view} state={state} goOn={goOn} />}
      </main>
      <Brand school={view?.school.name}>
        <Tell tell={tell} />
      </Brand>
    </div>
  )
}

interface ShownProps {
  readonly view: AgreementView
  readonly state: ReturnType<typeof useAgreement>
  readonly goOn: () => void
}

function Shown({ view, state, goOn }: ShownProps) {
  const { asked, school } = view
  if (asked === undefined) return <None goOn={goOn} />
  const reading = readingOf(view, asked)
  if (asked.missing !== 'reading')
    return <Done asked={asked} view={view} isNew={state.agreedTo === reading} goOn={goOn} />
  if (asked.text === undefined) return <Missing asked={asked} school={school} retry={state.retry} />
  return (
    <Steps
      // Whoever else reads, or whatever else is to be read, begins at the beginning.
      key={reading}
      asked={asked as Asked & { text: NonNullable<Asked['text']> }}
      view={view}
      busy={state.busy}
      failed={state.failed}
      agree={() => void state.agree(view, asked)}
    />
  )
}
