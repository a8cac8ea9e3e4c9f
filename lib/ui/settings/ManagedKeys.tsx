/**
 * Every managed key with its state and the value that holds. The roles are said aloud because the narrow layout is
 * no table to CSS, and Chromium then drops the table from the accessibility tree.
 */
import type { ManagedKey } from '../../messages/protocol.ts'
import { useWords } from '../i18n/context.ts'

function Row({ entry }: { entry: ManagedKey }) {
  const { t } = useWords()
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <code>{entry.key}</code>
      </th>
      <td role="cell">
        <span class={`tag tag--${entry.state}`}>{t(`settings.state.${entry.state}`)}</span>
      </td>
      <td role="cell" class="value">
        {entry.shown === undefined || entry.shown === '' ? (
          <span class="soft">{t('settings.managed.noValue')}</span>
        ) : (
          <bdi>{entry.shown}</bdi>
        )}
      </td>
    </tr>
  )
}

export function ManagedKeys({ keys }: { keys: readonly ManagedKey[] }) {
  const { t } = useWords()
  return (
    <section class="panel" aria-labelledby="managed-title">
      <h2 id="managed-title">{t('settings.managed.title')}</h2>
      {keys.every(({ state }) => state === 'default') && <p>{t('settings.managed.none')}</p>}
      {keys.length > 0 && (
        <table role="table">
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader">
                {t('settings.managed.key')}
              </th>
              <th scope="col" role="columnheader">
                {t('settings.managed.state')}
              </th>
              <th scope="col" role="columnheader">
                {t('settings.managed.value')}
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {keys.map((entry) => (
              <Row key={entry.key} entry={entry} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
