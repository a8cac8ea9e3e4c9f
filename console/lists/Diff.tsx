/** What an update changes against the one in force: how many names, and a few of each to judge by. */
import { useSignal } from '@preact/signals'
import type { ListDiff } from '../../lib/protocol/list-sources.ts'
import { categoryName } from '../category-name.ts'
import { attempt } from '../state.ts'
import { listsApi } from './api.ts'
import { changeWords, count } from './words.ts'

export function Diff({ source, update, about }: { source: number; update: number; about: string }) {
  const diff = useSignal<ListDiff | null>(null)
  const open = (isOpen: boolean): void => {
    if (isOpen && diff.value === null)
      void attempt(async () => void (diff.value = await listsApi.diff(source, update)))
  }
  return (
    <details class="lists__more" onToggle={({ currentTarget }) => open(currentTarget.open)}>
      <summary>
        See what changes<span class="visually-hidden">: {about}</span>
      </summary>
      {diff.value === null ? <p role="status">Comparing…</p> : <Compared diff={diff.value} />}
    </details>
  )
}

const GROUPS = [
  ['added', 'New'],
  ['removed', 'Gone'],
  ['moved', 'In other categories'],
] as const

const Compared = ({ diff }: { diff: ListDiff }) => (
  <div class="lists__diff">
    <p>
      <strong>{changeWords(diff)}</strong>
    </p>
    {GROUPS.filter(([what]) => diff.samples[what].length > 0).map(([what, name]) => (
      <div key={what}>
        <h5>
          {name}
          {diff.samples[what].length < diff[what] && (
            <>
              : here are {diff.samples[what].length} of {count(diff[what])}
            </>
          )}
        </h5>
        <ul class="lists__names">
          {diff.samples[what].map(({ host, categories }) => (
            <li key={host}>
              <bdi>{host}</bdi> <span class="soft small">{categories.map(categoryName).join(', ')}</span>
            </li>
          ))}
        </ul>
      </div>
    ))}
  </div>
)
