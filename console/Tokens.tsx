import { signal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import type { TokenInfo } from '../lib/protocol/staff.ts'
import { api } from './api.ts'
import { ago, plural } from './format.ts'
import { Once } from './Once.tsx'
import { fleet } from './fleet/state.ts'
import { attempt, refresh, tokens } from './state.ts'

/** The text of the token that was just made: shown until the next one, or until it is put away. */
const made = signal<string | null>(null)

export function Tokens() {
  const list = tokens.value
  if (!list) return null
  return (
    <div class="panel">
      <h3>Enrolment tokens</h3>
      <p class="soft small">
        A token goes into managed values and only lets a device ask. Revoking one stops new asks; devices that
        asked before stay as they are.
      </p>
      {made.value !== null && (
        <Once
          id="made"
          label="The new token. It is shown only now:"
          value={made.value}
          putAway={() => (made.value = null)}
        />
      )}
      {list.length === 0 ? (
        <p class="empty">There is no token yet.</p>
      ) : (
        <ul class="rows">
          {list.map((token) => (
            <Token key={token.id} token={token} />
          ))}
        </ul>
      )}
      <form class="form" onSubmit={create}>
        <label>
          <span>Name of a new token</span>
          <input name="label" required maxLength={100} autocomplete="off" />
        </label>
        <label>
          <span>Days it lasts (optional)</span>
          <input name="days" type="number" min={1} max={3660} inputMode="numeric" />
        </label>
        <button type="submit" class="button">
          Make a token
        </button>
      </form>
    </div>
  )
}

function Token({ token }: { token: TokenInfo }) {
  const now = fleet.value?.at ?? token.created
  const expired = token.expires !== null && token.expires <= now
  const state = token.revoked !== null ? 'revoked' : expired ? 'expired' : 'active'
  return (
    <li>
      <div>
        <strong>{token.label}</strong> <code>{token.hint}…</code>
        <p class="soft small">
          {state}, used {plural(token.uses, 'time')}
          {token.lastUsed !== null && `, last ${ago(token.lastUsed, now)}`}
          {token.expires !== null && state === 'active' && `, ends ${ago(token.expires, now)}`}
        </p>
        {token.folded > 0 && (
          <p class="troubles small">
            {plural(token.folded, 'further ask')} today that nobody expects: somebody may be misusing it.
          </p>
        )}
      </div>
      {state === 'active' && (
        <button
          type="button"
          class="button"
          aria-label={`Revoke the token ${token.label}`}
          onClick={() => revoke(token)}
        >
          Revoke
        </button>
      )}
    </li>
  )
}

function create(event: TargetedEvent<HTMLFormElement, SubmitEvent>): void {
  event.preventDefault()
  const form = event.currentTarget
  const values = new FormData(form)
  const label = values.get('label')
  const days = Number(values.get('days'))
  void attempt(async () => {
    const created = await api.createToken(
      typeof label === 'string' ? label.trim() : '',
      days > 0 ? days : undefined,
    )
    made.value = created.token
    form.reset()
    await refresh()
  }, 'The token is made.')
}

function revoke(token: TokenInfo): void {
  void attempt(async () => {
    tokens.value = (await api.revokeToken(token.id)).tokens
  }, `${token.label} is revoked.`)
}
