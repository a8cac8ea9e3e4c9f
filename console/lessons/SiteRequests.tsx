import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { SiteRequest } from '../../lib/protocol/lessons.ts'
import { ApiError } from '../api.ts'
import { ago, plural } from '../format.ts'
import { attempt } from '../state.ts'
import { lessonsApi } from './api.ts'
import { focusSoon } from './focus.ts'
import { siteName } from './words.ts'

const requests = signal<readonly SiteRequest[] | string | null>(null)

/** For the network manager: the sites that teachers ask for. Opening one is a change of the policy like any other. */
export function SiteRequests() {
  useEffect(() => {
    requests.value = null
    void load()
  }, [])
  const all = requests.value
  return (
    <section aria-labelledby="asked">
      <h2 id="asked" tabIndex={-1}>
        Sites that teachers ask for
      </h2>
      {all === null && <p class="soft">Loading…</p>}
      {typeof all === 'string' && <p class="note small">{all}</p>}
      {all !== null && typeof all !== 'string' && <Lists all={all} />}
    </section>
  )
}

function Lists({ all }: { all: readonly SiteRequest[] }) {
  const open = all.filter(({ state }) => state === 'open')
  const decided = all.filter(({ state }) => state !== 'open')
  return (
    <div class="panel">
      {open.length === 0 ? (
        <p class="empty">No teacher waits for a site.</p>
      ) : (
        <>
          <p class="soft small">Open the site in your policy first, then say here that it is done.</p>
          <ul class="rows">
            {open.map((one) => (
              <Row key={one.id} one={one} />
            ))}
          </ul>
        </>
      )}
      {decided.length > 0 && (
        <details>
          <summary>{plural(decided.length, 'decided request')}</summary>
          <ul class="rows">
            {decided.map((one) => (
              <Row key={one.id} one={one} />
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

const Row = ({ one }: { one: SiteRequest }) => (
  <li>
    <div>
      <strong>{siteName(one)}</strong>{' '}
      {one.state !== 'open' && <span class="badge">{one.state === 'done' ? 'Opened' : 'Declined'}</span>}
      <p class="soft small">
        {one.by} for {one.class}, {ago(one.at, Date.now())}
      </p>
      {one.why !== '' && <p class="small">“{one.why}”</p>}
    </div>
    {one.state === 'open' && (
      <div class="actions">
        <button
          type="button"
          class="button"
          aria-label={`${siteName(one)} is opened`}
          onClick={() => decide(one, 'done')}
        >
          It is opened
        </button>
        <button
          type="button"
          class="button button--quiet"
          aria-label={`Decline ${siteName(one)}`}
          onClick={() => decide(one, 'declined')}
        >
          Decline
        </button>
      </div>
    )}
  </li>
)

/** A list that does not come is said in its place: it is no reason to cover what else the page has to say. */
async function load(): Promise<void> {
  try {
    requests.value = (await lessonsApi.requests()).requests
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    requests.value = error.message
  }
}

function decide(one: SiteRequest, state: 'done' | 'declined'): void {
  void attempt(
    async () => {
      await lessonsApi.decide(one.id, state)
      await load()
      focusSoon('asked')
    },
    state === 'done' ? `${siteName(one)} is marked as opened.` : `${siteName(one)} is declined.`,
  )
}
