import { signal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import { useEffect } from 'preact/hooks'
import type { PasskeyInfo } from '../lib/protocol/passkeys.ts'
import { api } from './api.ts'
import { makePasskey } from './authenticator.ts'
import { ago } from './format.ts'
import { roleNames } from './roles.ts'
import { staffApi } from './staff-api.ts'
import { attempt, leave, signedIn } from './state.ts'

const passkeys = signal<readonly PasskeyInfo[]>([])
const possible = signal(false)

/** Who is signed in, as what, and how to end it everywhere. */
export function Account() {
  useEffect(() => void attempt(load), [])
  const session = signedIn.value
  if (session.state !== 'in') return null
  return (
    <section aria-labelledby="account">
      <h2 id="account">Your account</h2>
      <div class="panel">
        <p>
          {session.name ? (
            <>
              Signed in as <strong>{session.name}</strong>
            </>
          ) : (
            'Signed in with a one-time link'
          )}
          : {roleNames(session.roles)}.
        </p>
        <button type="button" class="button" onClick={everywhere}>
          Sign out everywhere
        </button>
        {session.name && possible.value && <Passkeys />}
      </div>
    </section>
  )
}

const Passkeys = () => (
  <>
    <h3>Passkeys</h3>
    {passkeys.value.length === 0 ? (
      <p class="empty">You have none yet.</p>
    ) : (
      <ul class="rows">
        {passkeys.value.map((one) => (
          <li key={one.id}>
            <div>
              <strong>{one.label}</strong>
              <p class="soft small">
                made {ago(one.created, Date.now())}
                {one.lastUsed !== null && `, last used ${ago(one.lastUsed, Date.now())}`}
              </p>
            </div>
            <button
              type="button"
              class="button"
              aria-label={`Remove the passkey ${one.label}`}
              onClick={() => remove(one)}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
    )}
    <form class="form" onSubmit={add}>
      <label>
        <span>Name of the device for another passkey</span>
        <input name="label" maxLength={60} autocomplete="off" />
      </label>
      <button type="submit" class="button">
        Add a passkey
      </button>
    </form>
  </>
)

async function load(): Promise<void> {
  possible.value = (await staffApi.ways()).passkeys
  passkeys.value = (await staffApi.passkeys()).passkeys
}

function add(event: TargetedEvent<HTMLFormElement, SubmitEvent>): void {
  event.preventDefault()
  const form = event.currentTarget
  const label = new FormData(form).get('label')
  void attempt(async () => {
    const { options } = await staffApi.newPasskey()
    const credential = await makePasskey(options)
    passkeys.value = (
      await staffApi.addPasskey(credential, typeof label === 'string' ? label.trim() : '')
    ).passkeys
    form.reset()
  }, 'The passkey is kept.')
}

function remove({ id, label }: PasskeyInfo): void {
  void attempt(async () => {
    passkeys.value = (await staffApi.removePasskey(id)).passkeys
  }, `${label} is removed. Remove it on the device too.`)
}

function everywhere(): void {
  void attempt(async () => {
    await api.signOutEverywhere()
    leave('You are signed out, here and everywhere else.')
  })
}
