/** A link to one entry, for a colleague with the same right: they are asked why they look, as everybody is. */
import { signal } from '@preact/signals'
import type { Look } from '../../lib/protocol/record-looks.ts'
import { TO_SHARED } from '../lessons/route.ts'
import { focusSoon } from '../lessons/focus.ts'
import { Once } from '../Once.tsx'
import { attempt } from '../state.ts'
import { recordApi } from './api.ts'
import { load, type Open } from './state.ts'

/** The link that was made last, at its entry. */
const made = signal<{ readonly place: string; readonly address: string } | null>(null)

interface Props {
  readonly look: Look
  readonly place: string
  readonly time: string
}

export function Share({ look, place, time }: Props) {
  if (made.value?.place === place)
    return (
      <div class="record-row__share">
        <Once
          id="shared-link"
          label="A link to this entry. It names nobody; whoever opens it must be a safeguarding lead, and say why."
          value={made.value.address}
          putAway={() => {
            made.value = null
            focusSoon(`share ${place}`)
          }}
        />
      </div>
    )
  return (
    <button
      type="button"
      class="record-row__share record-row__link"
      id={`share ${place}`}
      onClick={() => void attempt(() => share(look, place))}
    >
      Link to it<span class="visually-hidden">: the entry of {time}</span>
    </button>
  )
}

async function share(look: Look, place: string): Promise<void> {
  const { link } = await recordApi.share(look.id, place)
  made.value = { place, address: `${location.origin}${location.pathname}${TO_SHARED}${link}` }
  focusSoon('shared-link')
}

/** Of a record that a link led to: where its entry is. */
export function SharedSaid({ record: { shared } }: { record: Open }) {
  if (shared === undefined) return null
  return (
    <div class="note small">
      <p>{WORDS[shared === 'gone' || shared === 'older' ? shared : 'here']}</p>
      {shared !== 'gone' && shared !== 'older' && (
        <button type="button" class="button" onClick={() => void load({})}>
          Show from the newest
        </button>
      )}
    </div>
  )
}

const WORDS = {
  gone: 'The entry is on record no more: its time was over, or it was erased. The newest entries are shown.',
  older:
    'The entry is further back than this look goes. Close the record, open the link again, and look further back.',
  here: 'The entry that was shared with you stands in its place, marked. What is newer may be left out.',
}
