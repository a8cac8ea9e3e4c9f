/** When it will be read, by the school's own hours, and what there is until then. */
import { readTime } from '../../concern/read-time.ts'
import type { ConcernStart } from '../../messages/concerns.ts'
import { useWords } from '../i18n/context.ts'
import { whenWords } from '../i18n/when.ts'

interface Props {
  readonly start: ConcernStart
  readonly today: boolean
  readonly now: number
}

export function When({ start, today, now }: Props) {
  const words = useWords()
  const { t } = words
  // Only what is known to work is promised.
  const isTold = start.mail === true && navigator.onLine
  const time = readTime(start.readHours, now, start.timeZone)
  return (
    <section class="part" aria-labelledby="when">
      <h2 id="when">{t('report.when.title')}</h2>
      {today && <p>{t(isTold ? 'report.when.today' : 'report.when.todayLooks')}</p>}
      <p>
        {typeof time === 'string'
          ? t(`report.when.${time}`)
          : t('report.when.later', { when: whenWords(words, time, { now, timeZone: start.timeZone }) })}
      </p>
      {time !== 'now' && <p>{t('report.when.laterHelp')}</p>}
    </section>
  )
}
