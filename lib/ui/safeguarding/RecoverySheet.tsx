/** The sheet of paper that brings a key back. On paper nothing else of the page is printed (print.css). */
import { useWords } from '../i18n/context.ts'
import { useDesk } from './desk.ts'
import { Fingerprint } from './Fingerprint.tsx'
import { Heading } from './Heading.tsx'

interface Props {
  readonly id: string
  readonly name: string
  /** The recovery code, in groups. */
  readonly recovery: string
  readonly next: () => void
}

export function RecoverySheet({ id, name, recovery, next }: Props) {
  const words = useWords()
  const { t } = words
  const { team, view } = useDesk()
  const { school, timeZone } = view.start
  // "Today" says nothing on a sheet that is read in years.
  const when = new Intl.DateTimeFormat(words.lang, { dateStyle: 'long', timeZone }).format(team.now())
  return (
    <section class="panel" aria-labelledby="print">
      <Heading id="print">{t('safeguarding.sheet.title')}</Heading>
      <p>{t('safeguarding.sheet.lead')}</p>
      <article class="sheet stack" aria-labelledby="sheet">
        <h3 id="sheet">{t('safeguarding.sheet.heading')}</h3>
        <p>{t('safeguarding.sheet.of', { name, school: school.name })}</p>
        <p class="small">{t('safeguarding.sheet.made', { when })}</p>
        <h4>{t('safeguarding.sheet.code')}</h4>
        <ol class="parts parts--code" aria-label={t('safeguarding.sheet.code')} dir="ltr">
          {recovery.split(' ').map((part, i) => (
            <li key={i}>
              <span class="parts__number" aria-hidden="true">
                {i + 1}
              </span>
              <code>{part}</code>
            </li>
          ))}
        </ol>
        <h4>{t('safeguarding.sheet.fingerprint')}</h4>
        <Fingerprint id={id} label={t('safeguarding.sheet.fingerprint')} />
        <ul class="sheet__how">
          {(['keep', 'power', 'use', 'lost'] as const).map((how) => (
            <li key={how}>{t(`safeguarding.sheet.${how}`)}</li>
          ))}
        </ul>
      </article>
      <div class="actions">
        <button type="button" class="button button--main" onClick={() => print()}>
          {t('safeguarding.sheet.print')}
        </button>
        <button type="button" class="button" onClick={next}>
          {t('safeguarding.sheet.next')}
        </button>
      </div>
    </section>
  )
}
