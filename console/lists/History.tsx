/** Every update of a source, the newest first, and the way back to an earlier one. */
import { useSignal } from '@preact/signals'
import type { ListSource, ListUpdate } from '../../lib/protocol/list-sources.ts'
import { dateTime } from '../format.ts'
import { attempt } from '../state.ts'
import { listsApi } from './api.ts'
import { Diff } from './Diff.tsx'
import { Reason } from './Reason.tsx'
import { act } from './state.ts'
import { changeWords, namesWords, UPDATES } from './words.ts'

export function History({ source }: { source: ListSource }) {
  const updates = useSignal<readonly ListUpdate[] | null>(null)
  const read = async (): Promise<void> => {
    await attempt(async () => void (updates.value = (await listsApi.history(source.id)).updates))
  }
  const putBack = async (update: ListUpdate, reason: string): Promise<void> => {
    if (await act(() => listsApi.take(source.id, update.id, reason), `${source.name} is put back.`))
      await read()
  }
  return (
    <details class="lists__more" onToggle={({ currentTarget }) => currentTarget.open && void read()}>
      <summary>
        History<span class="visually-hidden"> of {source.name}</span>
      </summary>
      {updates.value === null && <p role="status">Loading…</p>}
      {updates.value?.length === 0 && <p class="soft">Nothing was ever taken.</p>}
      <ol class="lists__history" reversed>
        {updates.value?.map((one) => (
          <li key={one.id}>
            <p>
              <time dateTime={new Date(one.at).toISOString()}>{dateTime(one.at)}</time>:{' '}
              {namesWords(one.names)}
              {one.change && ` (${changeWords(one.change)})`} <span class="badge">{UPDATES[one.state]}</span>
            </p>
            {one.decided && (
              <p class="small soft">
                {one.decided.what === 'taken' ? 'Taken' : 'Not wanted'}
                {one.decided.by !== '' && (
                  <>
                    {' by '}
                    <bdi>{one.decided.by}</bdi>
                  </>
                )}
                : <q>{one.decided.reason}</q>
              </p>
            )}
            {one.state === 'earlier' && one.kept && (
              <>
                <Diff source={source.id} update={one.id} about={`${source.name}, ${dateTime(one.at)}`} />
                <details class="lists__more">
                  <summary>
                    Put back<span class="visually-hidden">: {dateTime(one.at)}</span>
                  </summary>
                  <Reason
                    about={`${source.name}, ${dateTime(one.at)}`}
                    ways={[{ label: 'Put this one back', act: (reason) => putBack(one, reason) }]}
                  />
                </details>
              </>
            )}
          </li>
        ))}
      </ol>
    </details>
  )
}
