import { useEffect } from 'preact/hooks'
import type { Safeguarding as State } from '../lib/protocol/safeguarding-admin.ts'
import { dateTime, plural } from './format.ts'
import { KeyCode } from './KeyCode.tsx'
import { KEY_ROLE_NAMES, loadSafeguarding, safeguarding } from './safeguarding.ts'

/** For safeguarding leads and network managers: whose keys there are, and codes for new ones. Nothing of concerns. */
export function Safeguarding() {
  useEffect(() => {
    safeguarding.value = null
    // Each look is on record: the page does not look by itself again and again.
    void loadSafeguarding()
  }, [])
  const state = safeguarding.value
  return (
    <section aria-labelledby="safeguarding">
      <h2 id="safeguarding">Safeguarding keys</h2>
      <p class="soft">
        What pupils report is locked to these keys. They are made and used in Kerb’s own page on a member’s
        device, never here: Kerb’s icon there, Settings and details, For the safeguarding team.
      </p>
      {state === null && <p class="soft">Loading…</p>}
      {typeof state === 'string' && <p class="note small">{state}</p>}
      {state !== null && typeof state !== 'string' && <Parts state={state} />}
    </section>
  )
}

const Parts = ({ state }: { state: State }) => (
  <>
    <Mail mail={state.mail} />
    {state.unreadable > 0 && <Unreadable count={state.unreadable} />}
    <div class="columns">
      <Keys state={state} />
      <KeyCode state={state} />
    </div>
  </>
)

function Mail({ mail }: Pick<State, 'mail'>) {
  if (mail.state === 'works')
    return <p class="small">Mail works: members are told at once that a concern waits.</p>
  return (
    <p class="note">
      {mail.state === 'none' ? (
        <>
          <strong>No mail goes out.</strong> Nobody is told that a concern waits until they look. The network
          manager sets <code>KERB_MAIL_URL</code> and <code>KERB_MAIL_FROM</code> on the server.
        </>
      ) : (
        <>
          <strong>Mail does not get through.</strong> The server goes on trying.{' '}
          {mail.detail && <>It was told: “{mail.detail}”</>}
        </>
      )}
    </p>
  )
}

const Unreadable = ({ count }: { count: number }) => (
  <p class="note">
    <strong>{plural(count, 'concern opens', 'concerns open')} for nobody.</strong> The keys that could read
    have ended. Have the owner of one bring it back with its recovery sheet and ask to join again with a new
    code; then a member vouches for it.
  </p>
)

const Keys = ({ state: { keys, joining } }: { state: State }) => (
  <div class="panel">
    <h3>Keys in force</h3>
    {keys.length === 0 ? (
      <p class="empty">
        There is no key yet, so no pupil can report a concern. Make a code for the safeguarding lead first.
      </p>
    ) : (
      <ul class="rows">
        {keys.map((key) => (
          <li key={`${key.name} ${key.since}`}>
            <div>
              <strong>{key.name}</strong>
              <p class="soft small">
                {KEY_ROLE_NAMES[key.role]}. Since {dateTime(key.since)}.{' '}
                {key.account === null
                  ? 'Its account is gone: have a member end this key.'
                  : `Account ${key.account}.`}
              </p>
              {key.closed && (
                <p class="note small">
                  <strong>This account is closed, and its key still reads.</strong> Have a member end it
                  today, in Kerb’s own page under Keys.
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    )}
    {keys.length === 1 && (
      <p class="note small">
        One key alone: when its owner is away nobody reads, and no pupil can hide their name. Let a second
        join.
      </p>
    )}
    {joining > 0 && (
      <p class="small">
        {plural(joining, 'key waits', 'keys wait')} for a member to vouch, in Kerb’s own page under Keys.
      </p>
    )}
  </div>
)
