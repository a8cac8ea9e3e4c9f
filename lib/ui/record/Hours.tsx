/** The hours in which ordinary visits are recorded, in the words of the page's language. */
import type { Hours as HoursOf } from '../../policy/document.ts'
import { useWords } from '../i18n/context.ts'

const MINUTES = 60
/** 4 January 1970 was a Sunday; day 1 of a policy is Monday. */
const SUNDAY = Date.UTC(1970, 0, 4)
const DAY = 86_400_000

const clockTime = (minutes: number): string =>
  `${String(Math.floor(minutes / MINUTES)).padStart(2, '0')}:${String(minutes % MINUTES).padStart(2, '0')}`

export function Hours({ hours }: { hours: readonly HoursOf[] }) {
  const { t, lang } = useWords()
  if (hours.length === 0) return <p>{t('record.hours.none')}</p>
  const names = new Intl.DateTimeFormat(lang, { weekday: 'long', timeZone: 'UTC' })
  const list = new Intl.ListFormat(lang, { type: 'unit' })
  return (
    <ul class="plain-list">
      {hours.map(({ days, from, to }) => {
        const all = days.toSorted((a, b) => a - b).map((day) => names.format(SUNDAY + day * DAY))
        return (
          <li key={`${days.join()} ${from} ${to}`}>
            {t('record.hours.one', { days: list.format(all), from: clockTime(from), to: clockTime(to) })}
          </li>
        )
      })}
    </ul>
  )
}
