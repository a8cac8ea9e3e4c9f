/** "What does the school see about me?": today, as the school has it; what it never has; who looked; how long it is kept. */
import { useCallback, useEffect } from 'preact/hooks'
import type { RecordAnswer } from '../../messages/record.ts'
import type { Ask } from '../../messages/send.ts'
import { toldLines } from '../../policy/keeping.ts'
import { useWords } from '../i18n/context.ts'
import { recordingWords } from '../i18n/sign.ts'
import { Contact } from '../parts/Contact.tsx'
import { Mark } from '../parts/Mark.tsx'
import { type News, useAnswer } from '../use-answer.ts'
import { Hours } from './Hours.tsx'
import { Looked } from './Looked.tsx'
import { Looks } from './Looks.tsx'
import { Rows } from './Rows.tsx'

function Now({ record }: { record: RecordAnswer }) {
  const words = useWords()
  const { t } = words
  const { recording, kept } = record
  return (
    <section class="panel" aria-labelledby="now">
      <h2 id="now">{t('record.now.title')}</h2>
      <p class={recording ? 'sign sign--on' : 'sign'}>{recordingWords(words, record)}</p>
      <Hours hours={record.hours} />
      <p>
        {t(`popup.kept.${kept.detail}`)} {t(kept.searches ? 'popup.kept.searches' : 'popup.kept.noSearches')}
      </p>
      {kept.themes && (
        <p>
          {t('record.now.themes')} {t(kept.words ? 'record.now.words' : 'record.now.noWords')}
        </p>
      )}
      {kept.reason && (
        <p>
          {t('popup.kept.reason')} <bdi>{kept.reason}</bdi>
        </p>
      )}
    </section>
  )
}

const NEVER = ['helplines', 'typing', 'passwords', 'pictures', 'reports', 'outside'] as const

function Never({ words }: { words: boolean }) {
  const { t } = useWords()
  return (
    <section class="panel" aria-labelledby="never">
      <h2 id="never">{t('record.never.title')}</h2>
      <ul class="plain-list">
        {NEVER.map((what) => (
          <li key={what}>
            {t(words && what === 'typing' ? 'record.never.typingBut' : `record.never.${what}`)}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Unasked({ record }: { record: RecordAnswer }) {
  const { t } = useWords()
  const { kind } = record.answer
  if (kind === 'told') return null
  return (
    <section class="panel panel--quiet" aria-labelledby="unasked">
      <h2 id="unasked">{t(`record.unasked.${kind}.title`)}</h2>
      <p>{t(`record.unasked.${kind}.lead`)}</p>
      {record.school.contact && (
        <p>
          {t('popup.contact')} <Contact contact={record.school.contact} />
        </p>
      )}
    </section>
  )
}

function Told({ record }: { record: RecordAnswer }) {
  const { t } = useWords()
  if (record.answer.kind !== 'told') return null
  const { rows, more, looks, recordLooks, keptDays } = record.answer.record
  return (
    <>
      <Rows rows={rows} more={more} waiting={record.waiting} clock={record} />
      <Looks looks={looks} clock={record} />
      {recordLooks && <Looked {...recordLooks} clock={record} />}
      <section class="panel" aria-labelledby="kept">
        <h2 id="kept">{t('record.kept.title')}</h2>
        {toldLines(keptDays).map(([kind, count]) => (
          <p key={kind}>{t(`record.kept.${kind}`, { count })}</p>
        ))}
        <p>{t('record.kept.law')}</p>
      </section>
    </>
  )
}

function Answered({ record }: { record: RecordAnswer }) {
  return (
    <>
      <Unasked record={record} />
      <Now record={record} />
      <Told record={record} />
      <Never words={record.kept.words} />
    </>
  )
}

interface Props {
  readonly ask: Ask
  /** Hears that what is recorded may have changed. */
  readonly news?: News
}

export function RecordPage({ ask, news }: Props) {
  const { t } = useWords()
  const answer = useAnswer(
    useCallback(() => ask('record', {}), [ask]),
    news && { news },
  )
  const record = answer.kind === 'answered' ? answer.value : undefined
  useEffect(() => {
    document.title = t('record.documentTitle')
  }, [t])
  return (
    <div class="record">
      <header class="record__header">
        <Mark attention={answer.kind === 'unanswered'} />
        <div>
          <h1>{t('record.title')}</h1>
          {record && (
            <p class="soft">
              {record.person ? (
                <>
                  {t('record.forPerson')} <bdi>{record.person}</bdi>
                </>
              ) : (
                t('record.forDevice')
              )}
            </p>
          )}
        </div>
      </header>
      <main aria-busy={answer.kind === 'asking'}>
        {answer.kind === 'asking' && <p class="wait">{t('blocked.wait')}</p>}
        {record && <Answered record={record} />}
        {answer.kind === 'unanswered' && (
          <section class="panel panel--quiet">
            <h2>{t('record.unasked.unreached.title')}</h2>
            <p>{t('settings.unanswered.lead')}</p>
          </section>
        )}
      </main>
    </div>
  )
}
