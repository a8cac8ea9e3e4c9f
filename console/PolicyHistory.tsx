import { dateTime, version } from './format.ts'
import { published } from './state.ts'

export function PolicyHistory() {
  const list = published.value
  if (!list) return null
  return (
    <section aria-labelledby="policy">
      <h2 id="policy">Policy</h2>
      <div class="panel">
        {list.length === 0 ? (
          <p class="empty">
            Nothing is published yet. On the server: <code>npm run policy -- publish policy.json</code>
          </p>
        ) : (
          <ol class="rows" reversed>
            {list.map((one, i) => (
              <li key={version(one.version)}>
                <div>
                  <strong>Version {version(one.version)}</strong>{' '}
                  {i === 0 && <span class="badge">In force</span>}
                  <p class="soft small">
                    {dateTime(one.at)}, by{' '}
                    {one.by === 'command' ? 'command at the server' : 'an administrator'}
                    {one.note && `: ${one.note}`}
                  </p>
                </div>
              </li>
            ))}
          </ol>
        )}
      </div>
    </section>
  )
}
