/** Who watched the pupil's tabs in a lesson today. */
import type { OwnRecord } from '../../protocol/own-record.ts'
import { useWords } from '../i18n/context.ts'
import { type Clock, endWords } from '../i18n/when.ts'

export function Looks({ looks, clock }: { looks: OwnRecord['looks']; clock: Clock }) {
  const words = useWords()
  const { t } = words
  return (
    <section class="panel" aria-labelledby="looks">
      <h2 id="looks">{t('record.looks.title')}</h2>
      {looks.length === 0 ? (
        <p>{t('record.looks.none')}</p>
      ) : (
        <ul class="plain-list">
          {looks.map(({ at, until, who, class: name }) => (
            <li key={`${at} ${who}`}>
              <bdi>{who}</bdi>,{' '}
              {until === undefined
                ? t('record.looks.since', { from: endWords(words, at, clock) })
                : t('record.looks.between', {
                    from: endWords(words, at, clock),
                    to: endWords(words, until, clock),
                  })}
              {' · '}
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      )}
      <p class="small soft">{t('record.looks.what')}</p>
    </section>
  )
}
