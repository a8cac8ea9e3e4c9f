/** Reading, then the questions one at a time, then agreeing. Nothing is timed and no answer is counted. */
import type { AgreementView, Asked } from '../../messages/agreement.ts'
import { useWords } from '../i18n/context.ts'
import { Picto } from '../parts/Picto.tsx'
import { Heading } from '../report/Heading.tsx'
import { Question } from './Question.tsx'
import { Text } from './Text.tsx'
import { readingOf, useStep } from './use-step.ts'

interface Props {
  readonly asked: Asked & { readonly text: NonNullable<Asked['text']> }
  readonly view: AgreementView
  readonly busy: boolean
  readonly failed: boolean
  readonly agree: () => void
}

export function Steps({ asked, view, busy, failed, agree }: Props) {
  const { t } = useWords()
  const { questions } = asked.text
  const last = questions.length + 1
  const { step, moved, go } = useStep(last, readingOf(view, asked))
  const question = questions[step - 1]
  return (
    <>
      <p class="small soft">{t('agreement.step', { step: step + 1, count: last + 1 })}</p>
      <progress class="steps" value={step + 1} max={last + 1} aria-hidden="true" />
      {step === 0 && <Reading asked={asked} school={view.school.name} moved={moved} next={() => go(1)} />}
      {question && (
        <Question
          key={step}
          question={question}
          moved={moved}
          back={() => go(step - 1)}
          next={() => go(step + 1)}
        />
      )}
      {step === last && (
        <Agreeing view={view} moved={moved} busy={busy} failed={failed} agree={agree} back={() => go(0)} />
      )}
    </>
  )
}

interface ReadingProps extends Pick<Props, 'asked'> {
  readonly school: string
  readonly moved: boolean
  readonly next: () => void
}

function Reading({ asked, school, moved, next }: ReadingProps) {
  const { t } = useWords()
  return (
    <>
      <Heading take={moved}>
        <bdi>{asked.text.title}</bdi>
      </Heading>
      {asked.again && <p class="note note--calm">{t('agreement.again')}</p>}
      <p class="lead">
        {school
          ? t(`agreement.for.${asked.audience}`, { school })
          : t(`agreement.forPlain.${asked.audience}`)}
      </p>
      <Text text={asked.text} />
      <div class="actions">
        <button type="button" class="button button--main" onClick={next}>
          <Picto name="yes" />
          {t(asked.text.questions.length > 0 ? 'agreement.readQuestions' : 'agreement.read')}
        </button>
      </div>
    </>
  )
}

interface AgreeingProps extends Pick<Props, 'view' | 'busy' | 'failed' | 'agree'> {
  readonly moved: boolean
  readonly back: () => void
}

function Agreeing({ view, moved, busy, failed, agree, back }: AgreeingProps) {
  const { t } = useWords()
  return (
    <>
      <Heading take={moved}>{t('agreement.agree.title')}</Heading>
      {view.person === undefined ? (
        <p class="lead">{t('agreement.agree.nobody')}</p>
      ) : (
        <p class="lead">
          {t('agreement.agree.person')} <bdi class="agreement__name">{view.person}</bdi>
        </p>
      )}
      <p>{t(view.person === undefined ? 'agreement.agree.known' : 'agreement.agree.notYou')}</p>
      {failed && (
        <p class="note" role="alert">
          {t('agreement.agree.failed')}
        </p>
      )}
      <div class="actions">
        <button type="button" class="button button--main" disabled={busy} onClick={agree}>
          <Picto name="yes" />
          {t('agreement.agree.button')}
        </button>
        <button type="button" class="button" onClick={back}>
          {t('agreement.readAgain')}
        </button>
      </div>
    </>
  )
}
