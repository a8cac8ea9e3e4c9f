/** Opens sites for a person, a class or a group for a time. */
import { useSignal } from '@preact/signals'
import { readEntry } from '../../lib/policy/entries.ts'
import type { Exceptions, Whom } from '../../lib/protocol/exceptions.ts'
import { Area, Line } from '../Form.tsx'
import { readLines } from '../read-lines.ts'
import { exceptionsApi } from './api.ts'
import { Ending } from './Ending.tsx'
import { NewException, useException } from './NewException.tsx'
import { act } from './state.ts'

const MOST_SITES = 20

export function NewUnblock({ of }: { of: Exceptions }) {
  const kind = useSignal<'class' | 'group' | 'person'>(of.classes.length > 0 ? 'class' : 'group')
  const name = useSignal('')
  const sites = useSignal('')
  const { reason, end, wrong, read } = useException('week')
  const choices =
    kind.value === 'class' ? of.classes.map(({ id, name }) => [String(id), name] as const) : groupsOf(of)
  const chosen = kind.value === 'person' ? name.value.trim() : name.value || (choices[0]?.[0] ?? '')
  const send = async (): Promise<void> => {
    const lines = readLines(sites.value, (line) => readEntry(line, 'allow'))
    const asked = read(
      [
        ...(chosen === '' ? ['Say for whom.'] : []),
        ...(lines.count === 0 ? ['Name a site.'] : []),
        ...(lines.count > MOST_SITES ? [`At most ${MOST_SITES} sites.`] : []),
        ...lines.wrong,
      ],
      'Say why in a few words.',
    )
    if (asked === null) return
    const whom: Whom =
      kind.value === 'person'
        ? { person: chosen }
        : kind.value === 'class'
          ? { class: Number(chosen) }
          : { group: chosen }
    const body = { ...asked, whom, entries: [...lines.values] }
    if (await act(() => exceptionsApi.unblock(body), 'It is open within a minute.')) {
      sites.value = ''
      reason.value = ''
    }
  }
  return (
    <NewException
      id="unblock"
      summary="Open sites for somebody"
      button="Open"
      wrong={wrong.value}
      send={send}
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
          <Line label="Their address" type="email" maxLength={320} of={name} />
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
      <Area label="Sites, one a line" class="field" rows={3} of={sites} />
      <Line label="Why? Whoever it is for can read it." class="field" maxLength={300} of={reason} />
    </NewException>
  )
}

const groupsOf = ({ groups }: Exceptions) => groups.map((name) => [name, name] as const)
