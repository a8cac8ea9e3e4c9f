/** What else every check tries: outside test pages, and sites that must be open here. */
import type { TargetedEvent } from 'preact'
import { newCheckAddressSchema, type SelfChecks } from '../../lib/protocol/self-check.ts'
import { focusSoon } from '../lessons/focus.ts'
import { attempt, notice } from '../state.ts'
import { written } from '../written.ts'
import { selfCheckApi } from './api.ts'
import { checks } from './state.ts'

export const Addresses = ({ addresses }: Pick<SelfChecks, 'addresses'>) => (
  <details class="panel">
    <summary>Addresses of your own ({addresses.length})</summary>
    <p class="soft small">
      Every check tries these too: the pages of an outside test service that you use, or a site that must be
      open.
    </p>
    {addresses.length > 0 && (
      <ul class="rows">
        {addresses.map(({ id, address, expected, label }) => (
          <li key={id}>
            <span>
              <strong>{label}</strong> <bdi>{address}</bdi>{' '}
              <span class="soft small">({expected === 'stopped' ? 'must be stopped' : 'must open'})</span>
            </span>
            <button type="button" class="button button--quiet" onClick={() => remove(id)}>
              Take out<span class="visually-hidden">: {label}</span>
            </button>
          </li>
        ))}
      </ul>
    )}
    <form class="form" onSubmit={add}>
      <label>
        <span>What it is</span>
        <input name="label" type="text" maxLength={120} required autocomplete="off" />
      </label>
      <label>
        <span>Address</span>
        <input name="address" type="url" maxLength={500} required autocomplete="off" placeholder="https://" />
      </label>
      <label>
        <span>It must</span>
        <select name="expected">
          <option value="stopped">be stopped</option>
          <option value="open">open</option>
        </select>
      </label>
      <button type="submit" class="button">
        Add
      </button>
    </form>
  </details>
)

function add(event: TargetedEvent<HTMLFormElement, SubmitEvent>): void {
  event.preventDefault()
  const form = event.currentTarget
  const wanted = newCheckAddressSchema.safeParse(written(form))
  if (!wanted.success) {
    notice.value = { text: 'Write a web address, as https://example.org/page, and what it is.', wrong: true }
    return
  }
  void attempt(async () => {
    checks.value = await selfCheckApi.add(wanted.data)
    form.reset()
  }, 'Every check tries it from now on.')
}

const remove = (id: number): void =>
  void attempt(async () => {
    checks.value = await selfCheckApi.remove(id)
    focusSoon('checks')
  }, 'It is tried no more.')
