import { signal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import { timeCell } from '../lib/protocol/csv.ts'
import type { TokenInfo } from '../lib/protocol/staff.ts'
import type { Column } from './list/csv.ts'
import { SmallList } from './list/SmallList.tsx'
import { api } from './api.ts'
import { ago, plural } from './format.ts'
import { Once } from './Once.tsx'
import { fleet } from './fleet/state.ts'
import { focusSoon } from './lessons/focus.ts'
import { attempt, refresh, tokens } from './state.ts'
import { Sure } from './Sure.tsx'

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
      <SmallList
        names={['token', 'tokens']}
        rows={list}
        empty="There is no token yet."
        text={({ label, hint }) => `${label} ${hint}`}
        sorts={SORTS}
        file="kerb-tokens"
        columns={COLUMNS}
      >
        {(token) => <Token key={token.id} token={token} />}
      </SmallList>
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

const SORTS = [
  ['Newest', (a: TokenInfo, b: TokenInfo) => b.id - a.id],
  ['Name', (a: TokenInfo, b: TokenInfo) => a.label.localeCompare(b.label, 'en-GB')],
  ['Used last', (a: TokenInfo, b: TokenInfo) => (b.lastUsed ?? 0) - (a.lastUsed ?? 0)],
] as const

const COLUMNS: readonly Column<TokenInfo>[] = [
  ['Name', ({ label }) => label],
  ['Begins with', ({ hint }) => hint],
  ['Made (UTC)', ({ created }) => timeCell(created)],
  ['Ends (UTC)', ({ expires }) => timeCell(expires)],
  ['Revoked (UTC)', ({ revoked }) => timeCell(revoked)],
  ['Used', ({ uses }) => uses],
  ['Used last (UTC)', ({ lastUsed }) => timeCell(lastUsed)],
]

function Token({ token }: { token: TokenInfo }) {
  const now = fleet.value?.at ?? token.created
  const expired = token.expires !== null && token.expires <= now
  const state = token.revoked !== null ? 'revoked' : expired ? 'expired' : 'active'
  return (
    <li>
      <div>
        <strong id={`token-${token.id}`} tabIndex={-1}>
          {token.label}
        </strong>{' '}
        <code>{token.hint}…</code>
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
        <Sure
          ask="Revoke…"
          yes="Revoke it for good"
          no="Keep it"
          about={`the token ${token.label}`}
          says="No device can ask with it any more, and it cannot be brought back: managed values that have it need another. Devices that asked before stay as they are."
          act={() => revoke(token)}
        />
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

const revoke = (token: TokenInfo): Promise<boolean> =>
  attempt(async () => {
    tokens.value = (await api.revokeToken(token.id)).tokens
    focusSoon(`token-${token.id}`)
  }, `${token.label} is revoked.`)
