/** Today's rows, the newest first: when, where, and what became of it. */
import type { OwnRow } from '../../protocol/own-row.ts'
import { useWords } from '../i18n/context.ts'
import { type Clock, endWords } from '../i18n/when.ts'

const MINUTE = 60

function HowLong({ seconds }: { seconds: number }) {
  const { t } = useWords()
  if (seconds < MINUTE) return <>{t('record.rows.moment')}</>
  return <>{t('record.rows.minutes', { count: Math.round(seconds / MINUTE) })}</>
}

/** Kinds at which our page stood in the way, and said why. */
const SAID: readonly OwnRow['kind'][] = ['blocked', 'warned']

function What({ row }: { row: OwnRow }) {
  const { t } = useWords()
  const [category] = row.categories
  return (
    <span class="record__what">
      <span class="record__kind">{t(`record.rows.${row.kind}`)}</span>
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
      {row.words !== undefined && (
        <>
          {': '}
          <q>
            <bdi>{row.words}</bdi>
          </q>
        </>
      )}
      {row.theme !== undefined && (
        <span class="record__beside small soft">
          {t('record.rows.noted')} {t(`theme.${row.theme}`)}
        </span>
      )}
      {row.file !== undefined && (
        <>
          {': '}
          {t(`download.kind.${row.file.kind}`)}, {t(`record.rows.file.${row.file.decided}`)}
          {row.file.name !== undefined && (
            <span class="record__beside small soft">
              <bdi>{row.file.name}</bdi>
            </span>
          )}
        </>
      )}
      {SAID.includes(row.kind) && category && row.theme === undefined && (
        <span class="record__beside small soft">
          {t('record.rows.said')} {t(`category.${category}`)}
        </span>
      )}
      {row.titles?.map((title) => (
        <span key={title} class="record__beside small soft">
          <bdi>{title}</bdi>
        </span>
      ))}
    </span>
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
        // It scrolls within itself: focusable, so that the keyboard gets there.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div class="record__rows" role="group" aria-labelledby="rows" tabIndex={0}>
          <ul>
            {rows.map((row) => (
              <li
                key={row.seq}
                class={row.kind === 'blocked' ? 'record__row record__row--stopped' : 'record__row'}
              >
                <span class="soft">{endWords(words, row.at, clock)}</span>
                <bdi>
                  {row.host}
                  {row.path === '/' ? '' : row.path}
                </bdi>
                <What row={row} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {more && <p class="small">{t('record.rows.more')}</p>}
      {waiting > 0 && <p class="small soft">{t('record.rows.waiting', { count: waiting })}</p>}
    </section>
  )
}
