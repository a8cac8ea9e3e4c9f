/** Today's rows, the newest first: when, where, and what became of it. */
import type { OwnRow } from '../../protocol/own-record.ts'
import { useWords } from '../i18n/context.ts'
import { type Clock, endWords } from '../i18n/when.ts'

const MINUTE = 60

function HowLong({ seconds }: { seconds: number }) {
  const { t } = useWords()
  if (seconds < MINUTE) return <>{t('record.rows.moment')}</>
  return <>{t('record.rows.minutes', { count: Math.round(seconds / MINUTE) })}</>
}

function What({ row }: { row: OwnRow }) {
  const { t } = useWords()
  const [category] = row.categories
  return (
    <>
      {t(`record.rows.${row.kind}`)}
      {row.kind !== 'visit' && category && ` (${t(`category.${category}`)})`}
      {row.seconds !== undefined && (
        <>
          {', '}
          <HowLong seconds={row.seconds} />
        </>
      )}
      {row.terms !== undefined && (
        <>
          {': '}
          <q>
            <bdi>{row.terms}</bdi>
          </q>
        </>
      )}
      {row.titles?.map((title) => (
        <span key={title} class="record__title small soft">
          <bdi>{title}</bdi>
        </span>
      ))}
    </>
  )
}

interface Props {
  readonly rows: readonly OwnRow[]
  readonly more: boolean
  readonly waiting: number
  readonly clock: Clock
}

export function Rows({ rows, more, waiting, clock }: Props) {
  const words = useWords()
  const { t } = words
  return (
    <section class="panel" aria-labelledby="rows">
      <h2 id="rows">{t('record.rows.title')}</h2>
      <p>{t('record.rows.lead')}</p>
      {rows.length === 0 ? (
        <p>{t('record.rows.none')}</p>
      ) : (
        // It scrolls within itself, so the keyboard must be able to get there.
        <div class="record__table" role="region" aria-labelledby="rows" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('record.rows.when')}</th>
                <th scope="col">{t('record.rows.where')}</th>
                <th scope="col">{t('record.rows.what')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.seq} class={row.kind === 'blocked' ? 'record__stopped' : undefined}>
                  <td>{endWords(words, row.at, clock)}</td>
                  <td>
                    <bdi>
                      {row.host}
                      {row.path}
                    </bdi>
                  </td>
                  <td>
                    <What row={row} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {more && <p class="small">{t('record.rows.more')}</p>}
      {waiting > 0 && <p class="small soft">{t('record.rows.waiting', { count: waiting })}</p>}
    </section>
  )
}
