/** Who looked at the pupil's record: on which day, in which role, and why, as far as the school shows it. */
import type { OwnRecord } from '../../protocol/own-record.ts'
import { useWords } from '../i18n/context.ts'
import { type Clock, dayWords } from '../i18n/when.ts'

type Props = NonNullable<OwnRecord['recordLooks']> & { readonly clock: Clock }

export function Looked({ shown, looks, clock }: Props) {
  const words = useWords()
  const { t } = words
  const isHidden = shown === 'hidden'
  return (
    <section class="panel" aria-labelledby="looked">
      <h2 id="looked">{t('record.looked.title')}</h2>
      <p>{t('record.looked.lead')}</p>
      {/* Looks from before the school chose to hide them stay: they were promised. */}
      {looks.length > 0 && (
        <ul class="plain-list">
          {looks.map(({ date, role, reason }) => (
            <li key={`${date} ${role} ${reason}`}>
              {t(`record.looked.by.${role}`, { day: dayWords(words, date, clock) })}
              {reason && <> {t(`record.looked.why.${reason}`)}</>}
            </li>
          ))}
        </ul>
      )}
      {looks.length === 0 && !isHidden && <p>{t('record.looked.none')}</p>}
      {isHidden ? <p>{t('record.looked.hidden')}</p> : <p class="small soft">{t('record.looked.what')}</p>}
    </section>
  )
}
