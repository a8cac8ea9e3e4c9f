/** Below a list that grows: the way to what is older. */
import { here } from '../answer.ts'
import type { Growing } from './growing.ts'

export const MoreButton = ({
  busy,
  more,
  words = 'Show older',
}: {
  busy: boolean
  more: () => Promise<boolean>
  words?: string
}) => (
  <div class="pages">
    <button type="button" class="button" aria-disabled={busy} onClick={() => void more()}>
      {words}
    </button>
  </div>
)

export function More({ list }: { list: Pick<Growing<unknown>, 'shown' | 'busy' | 'more'> }) {
  const shown = here(list.shown.value)
  if (shown === null || shown.next === null) return null
  const words = shown.items.length === 0 ? 'Look further back' : 'Show older'
  return <MoreButton busy={list.busy.value} more={list.more} words={words} />
}
