import { signal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import { ApiError } from './api.ts'
import { makePasskey } from './authenticator.ts'
import { staffApi } from './staff-api.ts'
import { enter } from './state.ts'
import { Title } from './Title.tsx'

const problem = signal('')

/** Somebody opened their invitation: they make a passkey, and are in. */
export const Invitation = ({ link }: { readonly link: string }) => (
  <main class="console console--narrow">
    <Title>Welcome to Kerb</Title>
    <p>
      You were invited to sign in here with a passkey: your fingerprint, face or PIN on this device, or a
      security key. There is no password to remember, and what unlocks your device never leaves it.
    </p>
    <div role="status">{problem.value && <p class="note">{problem.value}</p>}</div>
    <form class="form" onSubmit={(event) => void accept(event, link)}>
      <label>
        <span>What you call this device (optional)</span>
        <input name="label" maxLength={60} autocomplete="off" placeholder="My laptop" />
      </label>
      <button type="submit" class="button button--main">
        Make a passkey
      </button>
    </form>
    <p class="soft small">Do this on a device of your own, not on one that pupils use.</p>
  </main>
)

async function accept(event: TargetedEvent<HTMLFormElement, SubmitEvent>, link: string): Promise<void> {
  event.preventDefault()
  const label = new FormData(event.currentTarget).get('label')
  try {
    const { options } = await staffApi.invitation(link)
    const credential = await makePasskey(options)
    await enter(await staffApi.acceptInvitation(credential, typeof label === 'string' ? label.trim() : ''))
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    problem.value = error.message
  }
}
