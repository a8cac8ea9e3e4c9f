/** A site that a teacher asks for: opening it is a change of the policy like any other. */
import type { SiteRequest } from '../../lib/protocol/lessons.ts'
import { ago } from '../format.ts'
import { siteName } from '../lessons/words.ts'

interface Props {
  readonly one: SiteRequest
  readonly decide: (one: SiteRequest, state: 'done' | 'declined') => void
}

export const SiteRow = ({ one, decide }: Props) => (
  <li class="asked">
    <div class="asked__what">
      <p class="asked__page">
        <strong>{siteName(one)}</strong> <span class="badge">{STATES[one.state]}</span>
      </p>
      <p class="soft small">
        {one.by} for {one.class}, {ago(one.at, Date.now())}
      </p>
      {one.why !== '' && <p class="small">“{one.why}”</p>}
      {one.state === 'open' && (
        <p class="small soft">Open the site in your policy first, then say here that it is done.</p>
      )}
    </div>
    {one.state === 'open' && (
      <div class="asked__do">
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
      </div>
    )}
  </li>
)

const STATES: Readonly<Record<SiteRequest['state'], string>> = {
  open: 'a teacher, for a class',
  done: 'Opened',
  declined: 'Declined',
}
