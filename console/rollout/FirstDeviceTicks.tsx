/** Five ticks that turn green by themselves as the first device comes. */
import { plural, shortCode } from '../format.ts'
import { first, isDone } from './state.ts'
import { stepsOf } from './words.ts'

const SIGNS = { done: '✓', waits: '…', wrong: '!' } as const
const SAID = { done: 'done', waits: 'not yet', wrong: 'needs a look' } as const

export function FirstDeviceTicks() {
  const now = first.value
  const device = now?.device ?? null
  const name = device && (device.directoryId ?? device.assetId ?? `code ${shortCode(device.installation)}`)
  return (
    <div class="panel">
      <p role="status">
        {now && isDone(now)
          ? 'All green: these settings work. Give them to the other devices.'
          : device
            ? `Watching ${name} (${device.browser}, Kerb ${device.extension})…`
            : 'Waiting for the first device…'}
      </p>
      <ol class="rollout__ticks">
        {stepsOf(device).map(({ name: step, is, hint }) => (
          <li key={step} class={`rollout__tick rollout__tick--${is}`}>
            <span class="rollout__sign" aria-hidden="true">
              {SIGNS[is]}
            </span>
            <span>
              <strong>{step}</strong> <span class="visually-hidden">({SAID[is]})</span>
              {is !== 'done' && <span class="soft small rollout__hint">{hint}</span>}
            </span>
          </li>
        ))}
      </ol>
      {now && now.asked > 1 && (
        <p class="soft small">{plural(now.asked, 'device')} have asked with this token.</p>
      )}
    </div>
  )
}
