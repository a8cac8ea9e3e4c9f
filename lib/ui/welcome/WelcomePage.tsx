/** The plain notice: in five sentences what is recorded, when, who reads it, how long it is kept, and what never is. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Notice } from '../../messages/knowing.ts'
import type { Ask } from '../../messages/send.ts'
import { AT_MOST } from '../../policy/keeping.ts'
import { useWords } from '../i18n/context.ts'
import { Brand } from '../parts/Brand.tsx'
import { Contact } from '../parts/Contact.tsx'
import { Quote } from '../parts/Quote.tsx'
import { Hours } from '../record/Hours.tsx'
import { type News, useAnswer } from '../use-answer.ts'
import { Picto } from '../parts/Picto.tsx'

interface Props {
  readonly ask: Ask
  /** Hears that what is recorded may have changed. */
  readonly news: News
  /** Gives this page's tab back. */
  readonly leave: () => void
}

/** Where times differ, or nobody can say, what it is at most: the page about the record has each. */
function Kept({ of }: { of: Notice['keptDays'] }) {
  const { t } = useWords()
  const { visits, notable, apart } = of ?? AT_MOST
  return (
    <p>
      {of !== undefined && apart === undefined
        ? t('notice.kept', { visits, notable })
        : t('notice.keptMost', { days: Math.max(visits, notable) })}
    </p>
  )
}

function Said({ notice }: { notice: Notice }) {
  const { t } = useWords()
  return (
    <div class="part">
      <p>{t(`${notice.searches ? 'notice.whatSearch' : 'notice.what'}.${notice.detail}`)}</p>
      {notice.themes && <p>{t('notice.themes')}</p>}
      <p>{t('notice.when')}</p>
      <Hours hours={notice.hours} />
      {notice.detail !== 'least' && notice.reason && (
        <Quote intro={t('popup.kept.reason')}>{notice.reason}</Quote>
      )}
      <p>{t('notice.who')}</p>
      <Kept of={notice.keptDays} />
      <p>{t(notice.words ? 'notice.words' : notice.searches ? 'notice.neverSearch' : 'notice.never')}</p>
    </div>
  )
}

function Answered({ notice, ask, leave }: { notice: Notice } & Pick<Props, 'ask' | 'leave'>) {
  const { t } = useWords()
  const [failed, setFailed] = useState(false)
  const { detail, searches, themes, words, hours, kept } = notice
  // What stood here, not what holds by now: the worker tells again what has grown meanwhile.
  const seen = () =>
    void ask('notice.seen', { detail, searches, themes, words, hours, kept }).then(leave, () =>
      setFailed(true),
    )
  return (
    <>
      <h1>{t(`notice.title.${notice.kind}`)}</h1>
      <p class="lead">{t('notice.lead')}</p>
      {notice.person !== undefined && (
        <p class="small soft">
          {t('notice.forPerson')} <bdi>{notice.person}</bdi>
        </p>
      )}
      <Said notice={notice} />
      {failed && (
        <p class="note" role="alert">
          {t('notice.unkept')}
        </p>
      )}
      <div class="actions">
        <button type="button" class="button button--main" onClick={seen}>
          <Picto name="yes" />
          {t('notice.seen')}
        </button>
        <a class="button button--link" href="/record.html" target="_blank">
          {t('record.open')}
        </a>
      </div>
      {notice.school.contact !== '' && (
        <p>
          {t('popup.contact')} <Contact contact={notice.school.contact} />
        </p>
      )}
    </>
  )
}

export function WelcomePage({ ask, news, leave }: Props) {
  const { t } = useWords()
  const answer = useAnswer(
    useCallback(() => ask('notice', {}), [ask]),
    { news },
  )
  useEffect(() => {
    document.title = t('notice.documentTitle')
  }, [t])
  const school = answer.kind === 'answered' ? answer.value.school.name : ''
  return (
    <div class="blocked">
      <main class="card" aria-busy={answer.kind === 'asking'}>
        {answer.kind === 'answered' && <Answered notice={answer.value} ask={ask} leave={leave} />}
        {answer.kind === 'asking' && <h1 class="wait">{t('notice.wait')}</h1>}
        {answer.kind === 'unanswered' && (
          <>
            <h1>{t('popup.unanswered.title')}</h1>
            <p>{t('popup.unanswered.lead')}</p>
          </>
        )}
      </main>
      <Brand school={school} />
    </div>
  )
}
