/** Every managed key with its state and the value that holds. */
import type { ManagedKey } from '../../messages/device.ts'
import { useWords } from '../i18n/context.ts'

function Row({ entry: { key, state, shown } }: { entry: ManagedKey }) {
  const { t } = useWords()
  return (
    <div>
      <dt>
        <code>{key}</code>
      </dt>
      <dd>
        <span class={`tag tag--${state}`}>{t(`settings.state.${state}`)}</span>
      </dd>
      <dd class="value">
        {shown ? <bdi>{shown}</bdi> : <span class="soft">{t('settings.managed.noValue')}</span>}
      </dd>
    </div>
  )
}

export function ManagedKeys({ keys }: { keys: readonly ManagedKey[] }) {
  const { t } = useWords()
  return (
    <section class="panel" aria-labelledby="managed-title">
      <h2 id="managed-title">{t('settings.managed.title')}</h2>
      {keys.every(({ state }) => state === 'default') && <p>{t('settings.managed.none')}</p>}
      {keys.length > 0 && (
        <dl class="keys">
          {keys.map((entry) => (
            <Row key={entry.key} entry={entry} />
          ))}
        </dl>
      )}
    </section>
  )
}
