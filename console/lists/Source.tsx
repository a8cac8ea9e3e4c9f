/** One source: what it is, what of it is in force, and what can be done about it. */
import { useId } from 'preact/hooks'
import type { ListSource } from '../../lib/protocol/list-sources.ts'
import { ago, dateTime } from '../format.ts'
import { focusSoon } from '../lessons/focus.ts'
import { listsApi } from './api.ts'
import { Held } from './Held.tsx'
import { History } from './History.tsx'
import { act } from './state.ts'
import { changeWords, count, LEFT_OUT, namesWords, SCHEDULES, segmentWords, STATES } from './words.ts'

const BADGE: Partial<Record<ListSource['state'], string>> = {
  held: 'badge badge--held',
  failing: 'badge badge--held',
  current: 'badge badge--confirmed',
}

export function Source({ one, now }: { one: ListSource; now: number }) {
  const { from, inForce, held, failing } = one
  return (
    <li class="device">
      <div class="device__head">
        <h4 class="lists__name">
          <bdi>{one.name}</bdi>
        </h4>
        <span class={BADGE[one.state] ?? 'badge'}>{STATES[one.state]}</span>
        {one.pinned && <span class="badge">Pinned</span>}
      </div>
      {held && <Held source={one} held={held} />}
      {failing && (
        <p class="troubles">
          {failing.detail}{' '}
          <span class="small">
            Since {dateTime(failing.since)}
            {inForce && ': the last good list stays in force'}.
          </span>
        </p>
      )}
      <dl class="facts">
        <Fact name="Names">{inForce ? namesWords(inForce.names) : 'none'}</Fact>
        {inForce?.change && <Fact name="Last change">{changeWords(inForce.change)}</Fact>}
        <Fact name="Licence">{one.licence}</Fact>
        <Fact name="Fetched">{from.kind === 'file' ? 'from a file' : SCHEDULES[one.schedule]}</Fact>
        <Fact name="Checked">{one.checked === null ? 'never' : ago(one.checked, now)}</Fact>
      </dl>
      {inForce && <p class="small soft">Taken for: {segmentWords(inForce)}</p>}
      <p class="small soft lists__name">
        <bdi>{from.kind === 'address' ? from.address : from.name || 'No file yet'}</bdi>
      </p>
      {inForce && inForce.leftOut.length > 0 && <LeftOut update={inForce} about={one.name} />}
      <History source={one} />
      <Acts one={one} />
    </li>
  )
}

const Fact = ({ name, children }: { name: string; children: preact.ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

const LeftOut = ({ update, about }: { update: NonNullable<ListSource['inForce']>; about: string }) => (
  <details class="lists__more">
    <summary>
      {count(update.leftOut.reduce((sum, { count }) => sum + count, 0))} lines left out
      <span class="visually-hidden"> of {about}</span>
    </summary>
    <ul class="lists__names">
      {update.leftOut.map(({ why, count: many, samples }) => (
        <li key={why}>
          {count(many)} {LEFT_OUT[why]}
          {samples.length > 0 && (
            <span class="small soft">
              , such as <bdi>{samples.slice(0, 3).join(', ')}</bdi>
            </span>
          )}
        </li>
      ))}
    </ul>
  </details>
)

function Acts({ one }: { one: ListSource }) {
  const { id, name, from } = one
  const file = useId()
  const about = <span class="visually-hidden">: {name}</span>
  const upload = (chosen: File | undefined): void => {
    if (chosen) void act(() => listsApi.upload(id, chosen), `${chosen.name} is being read.`)
  }
  const remove = async (): Promise<void> => {
    if (await act(() => listsApi.remove(id), `${name} is removed, and its names with it.`)) focusSoon('lists')
  }
  return (
    <div class="actions">
      {from.kind === 'address' ? (
        <button
          type="button"
          class="button"
          disabled={one.state === 'busy' || !one.on}
          onClick={() => void act(() => listsApi.fetchNow(id), `${name} is being fetched.`)}
        >
          Fetch now{about}
        </button>
      ) : (
        <label class="button lists__file" htmlFor={file}>
          New file{about}
          <input id={file} type="file" onChange={({ currentTarget }) => upload(currentTarget.files?.[0])} />
        </label>
      )}
      {one.inForce && (
        <button
          type="button"
          class="button"
          onClick={() =>
            void act(
              () => listsApi.pin(id, !one.pinned),
              one.pinned ? `${name} follows its updates again.` : `${name} stays as it is now.`,
            )
          }
        >
          {one.pinned ? 'Unpin' : 'Pin'}
          {about}
        </button>
      )}
      <button
        type="button"
        class="button"
        onClick={() =>
          void act(
            () => listsApi.change(id, { on: !one.on }),
            one.on ? `${name} is off: its names are in force nowhere.` : `${name} is on.`,
          )
        }
      >
        {one.on ? 'Turn off' : 'Turn on'}
        {about}
      </button>
      {!one.on && (
        <button type="button" class="button button--quiet" onClick={() => void remove()}>
          Remove{about}
        </button>
      )}
    </div>
  )
}
