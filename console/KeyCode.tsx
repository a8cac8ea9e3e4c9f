import { signal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import { useState } from 'preact/hooks'
import type { Safeguarding } from '../lib/protocol/safeguarding-admin.ts'
import { KEY_ROLES, type KeyRole } from '../lib/protocol/safeguarding-keys.ts'
import { dateTime } from './format.ts'
import { Once } from './Once.tsx'
import { accountsFor, KEY_ROLE_NAMES, loadSafeguarding, makeCode } from './safeguarding.ts'
import { attempt } from './state.ts'

/** The code that was just made: shown until the next one, or until it is put away. */
const made = signal<{ readonly code: string; readonly label: string } | null>(null)

/** Makes a one-time code, which ties a key to one staff account. */
export function KeyCode({ state }: { state: Safeguarding }) {
  const [role, setRole] = useState<KeyRole>('team')
  const accounts = accountsFor(role, state)
  return (
    <div class="panel">
      <h3>Code for a new key</h3>
      <p class="soft small">
        Give it to its owner in person. It works once, in Kerb’s Safeguarding page. Somebody of the team then
        vouches for the key; the first key of a school needs nobody.
      </p>
      {made.value && (
        <Once
          id="key-code"
          label={made.value.label}
          value={made.value.code}
          putAway={() => (made.value = null)}
        />
      )}
      <form class="form form--staff" onSubmit={(event) => create(event, state)}>
        <fieldset class="ticks">
          <legend>What the key is for</legend>
          {KEY_ROLES.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="role"
                value={one}
                checked={role === one}
                onChange={() => setRole(one)}
              />
              <span>{KEY_ROLE_NAMES[one]}</span>
            </label>
          ))}
        </fieldset>
        {accounts.length === 0 ? (
          <p class="empty">
            Nobody here has the role safeguarding lead. The network manager gives it under Staff.
          </p>
        ) : (
          <>
            <label>
              <span>Whose</span>
              <select name="person" required>
                {accounts.map(({ person, name, address }) => (
                  <option key={person} value={person}>
                    {name ? `${name}, ${address}` : address}
                  </option>
                ))}
              </select>
            </label>
            <button type="submit" class="button">
              Make a code
            </button>
          </>
        )}
      </form>
    </div>
  )
}

function create(event: TargetedEvent<HTMLFormElement, SubmitEvent>, state: Safeguarding): void {
  event.preventDefault()
  const form = new FormData(event.currentTarget)
  const person = Number(form.get('person'))
  const role = KEY_ROLES.find((one) => one === form.get('role'))
  const account = state.accounts.find((one) => one.person === person)
  if (!role || !account) return
  void attempt(async () => {
    const { code, until } = await makeCode(person, role)
    const who = account.name ?? account.address
    made.value = {
      code,
      label: `The code for ${who}. It is shown only now, works once, until ${dateTime(until)}:`,
    }
    await loadSafeguarding()
  }, 'The code is made.')
}
