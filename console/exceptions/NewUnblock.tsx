/** Opens sites for a person, a class or a group for a time. */
import { useSignal } from '@preact/signals'
import { readEntry } from '../../lib/policy/entries.ts'
import type { Exceptions, Whom } from '../../lib/protocol/exceptions.ts'
import { exceptionsApi } from './api.ts'
import { type End, Ending, Wrong } from './Ending.tsx'
import { act } from './state.ts'
import { endOf } from './until.ts'

const MOST_SITES = 20

export function NewUnblock({ of }: { of: Exceptions }) {
  const kind = useSignal<'class' | 'group' | 'person'>(of.classes.length > 0 ? 'class' : 'group')
  const name = useSignal('')
  const sites = useSignal('')
  const reason = useSignal('')
  const end = useSignal<End>({ span: 'week', day: '' })
  const wrong = useSignal<readonly string[]>([])
  const choices =
    kind.value === 'class' ? of.classes.map(({ id, name }) => [String(id), name] as const) : groupsOf(of)
  const chosen = kind.value === 'person' ? name.value.trim() : name.value || (choices[0]?.[0] ?? '')
  const submit = async (): Promise<void> => {
    const lines = sites.value.split('\n').filter((line) => line.trim() !== '')
    const read = lines.map((line) => ({ line, result: readEntry(line, 'allow') }))
    const until = endOf(end.value.span, end.value.day, Date.now())
    wrong.value = [
      ...(chosen === '' ? ['Say for whom.'] : []),
      ...(lines.length === 0 ? ['Name a site.'] : []),
      ...(lines.length > MOST_SITES ? [`At most ${MOST_SITES} sites.`] : []),
      ...read.flatMap(({ line, result }) =>
        result.ok ? [] : [`“${line.trim().slice(0, 60)}” ${result.wrong}. ${result.fix}`],
      ),
      ...(reason.value.trim().length < 3 ? ['Say why in a few words.'] : []),
      ...(until === null ? ['Choose the last day.'] : []),
    ]
    if (wrong.value.length > 0 || until === null) return
    const entries = read.flatMap(({ result }) => (result.ok ? [result.value] : []))
    const whom: Whom =
      kind.value === 'person'
        ? { person: chosen }
        : kind.value === 'class'
          ? { class: Number(chosen) }
          : { group: chosen }
    const body = { whom, entries, until, reason: reason.value.trim() }
    if (await act(() => exceptionsApi.unblock(body), 'It is open within a minute.')) {
      sites.value = ''
      reason.value = ''
    }
  }
  return (
    <details class="policy__more panel">
      <summary>Open sites for somebody</summary>
      <form
        class="policy__add"
        noValidate
        aria-describedby="unblock-wrong"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <div class="form">
          <label>
            <span>For</span>
            <select
              value={kind.value}
              onChange={({ currentTarget: { value } }) => {
                kind.value = value === 'class' || value === 'person' ? value : 'group'
                name.value = ''
              }}
            >
              {of.classes.length > 0 && <option value="class">A class</option>}
              <option value="group">A group of the policy</option>
              <option value="person">One person</option>
            </select>
          </label>
          {kind.value === 'person' ? (
            <label>
              <span>Their address</span>
              <input
                type="email"
                maxLength={320}
                autocomplete="off"
                value={name.value}
                onInput={({ currentTarget }) => (name.value = currentTarget.value)}
              />
            </label>
          ) : (
            <label>
              <span>Which</span>
              <select value={chosen} onChange={({ currentTarget }) => (name.value = currentTarget.value)}>
                {choices.map(([id, words]) => (
                  <option key={id} value={id}>
                    {words}
                  </option>
                ))}
              </select>
            </label>
          )}
          <Ending end={end} />
        </div>
        <label class="field">
          <span>Sites, one a line</span>
          <textarea
            rows={3}
            spellcheck={false}
            value={sites.value}
            onInput={({ currentTarget }) => (sites.value = currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>Why? Whoever it is for can read it.</span>
          <input
            maxLength={300}
            autocomplete="off"
            value={reason.value}
            onInput={({ currentTarget }) => (reason.value = currentTarget.value)}
          />
        </label>
        <Wrong id="unblock-wrong" words={wrong.value} />
        <div class="actions">
          <button type="submit" class="button button--main">
            Open
          </button>
        </div>
      </form>
    </details>
  )
}

const groupsOf = ({ groups }: Exceptions) => groups.map((name) => [name, name] as const)
