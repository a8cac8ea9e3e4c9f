/** Who is put into a group by address. */
import { useSignal } from '@preact/signals'
import { Form, Select } from '../Form.tsx'
import { attempt } from '../state.ts'
import { policyApi } from './api.ts'
import { draft, groupNames, send } from './state.ts'

interface Found {
  readonly people: readonly { readonly address: string; readonly group: string }[]
  readonly more: boolean
}

/** Nobody is listed: whoever is wanted is asked for by address. */
export function People() {
  const find = useSignal('')
  const group = useSignal(groupNames.value[0] ?? '')
  const found = useSignal<Found | null>(null)
  const counts = Object.entries(draft.value?.people ?? {})
  const look = async (): Promise<void> =>
    void (await attempt(async () => void (found.value = await policyApi.people(find.value.trim()))))
  const put = async (address: string, from: string | undefined, to: string | undefined): Promise<void> => {
    const edit = {
      path: ['people', address],
      what: 'value' as const,
      ...(from && { from }),
      ...(to && { to }),
    }
    if (await send([edit])) await look()
  }
  const address = find.value.trim().toLowerCase()
  const isAddress = /^\S+@\S+\.\S+$/.test(address)
  const isNew = found.value !== null && !found.value.people.some((one) => one.address === address)
  return (
    <Form class="panel" send={look}>
      <h3>People by name</h3>
      <p class="soft small">
        Which group somebody is in usually comes from their device’s management. Somebody can be put into one
        by address.
        {counts.length > 0 && ` Now: ${counts.map(([name, count]) => `${count} in ${name}`).join(', ')}.`}
      </p>
      <div class="form form--line">
        <label>
          <span>Address, or a part of it</span>
          <input
            maxLength={320}
            autocomplete="off"
            value={find.value}
            onInput={({ currentTarget }) => {
              find.value = currentTarget.value
              found.value = null
            }}
          />
        </label>
        <button type="submit" class="button" disabled={find.value.trim().length < 3}>
          Look up
        </button>
      </div>
      <div role="status">
        {found.value !== null && found.value.people.length === 0 && (
          <p>Nobody with this address is put into a group.</p>
        )}
        {found.value?.more && <p>These are the first; write more of the address.</p>}
      </div>
      <ul class="rows policy__rows">
        {found.value?.people.map((one) => (
          <li key={one.address}>
            <span>
              <bdi>{one.address}</bdi>: {one.group}
            </span>
            <button
              type="button"
              class="button button--quiet"
              onClick={() => void put(one.address, one.group, undefined)}
            >
              Take out<span class="visually-hidden">: {one.address}</span>
            </button>
          </li>
        ))}
      </ul>
      {isAddress && isNew && (
        <div class="form">
          <Select
            label={`Put ${address} into`}
            of={group}
            options={groupNames.value.map((name) => [name, name])}
          />
          <button type="button" class="button" onClick={() => void put(address, undefined, group.value)}>
            Put in
          </button>
        </div>
      )}
    </Form>
  )
}
