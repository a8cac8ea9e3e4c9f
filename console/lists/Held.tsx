/** An update that looks wrong, why, and the two ways out. The last good one stays in force meanwhile. */
import type { ListSource, ListUpdate } from '../../lib/protocol/list-sources.ts'
import { listsApi } from './api.ts'
import { Diff } from './Diff.tsx'
import { Reason } from './Reason.tsx'
import { act } from './state.ts'
import { namesWords, PROBLEMS } from './words.ts'

export const Held = ({ source, held }: { source: ListSource; held: ListUpdate }) => (
  <div class="lists__held">
    <p>
      <strong>An update with {namesWords(held.names)} waits for you.</strong>{' '}
      {source.inForce
        ? 'Kerb has not used it: the last good list stays in force.'
        : 'Kerb has not used it: nothing of this list is in force.'}
    </p>
    <ul>
      {held.problems.map(({ code, detail }) => (
        <li key={code + detail}>
          {PROBLEMS[code]}. <span class="soft">{detail}</span>
        </li>
      ))}
    </ul>
    <Diff source={source.id} update={held.id} about={source.name} />
    <Reason
      about={source.name}
      ways={[
        {
          label: 'Keep the last good one',
          main: true,
          act: (reason) =>
            act(
              () => listsApi.discard(source.id, held.id, reason),
              `The update of ${source.name} is put aside.`,
            ),
        },
        {
          label: 'Use it all the same',
          act: (reason) =>
            act(() => listsApi.take(source.id, held.id, reason), `The update of ${source.name} is in force.`),
        },
      ]}
    />
  </div>
)
