import { useSignal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import { useId } from 'preact/hooks'
import type { OwnTab } from '../../lib/protocol/live.ts'
import { ApiError } from '../api.ts'
import { attempt, notice } from '../state.ts'
import { addTabs, type ListBox } from './add-sites.ts'
import { lessonsApi } from './api.ts'

/** What the teacher's own browser has open, through its own Kerb; to be chosen from. */
export function OwnTabs({ box }: { box: ListBox }) {
  const tabs = useSignal<readonly OwnTab[] | null>(null)
  const id = useId()
  const look = () => {
    if (tabs.value) {
      tabs.value = null
      return
    }
    void attempt(async () => {
      tabs.value = await find()
    })
  }
  return (
    <>
      <button type="button" class="button" aria-expanded={tabs.value !== null} onClick={look}>
        My open tabs
      </button>
      {tabs.value && tabs.value.length === 0 && <p class="soft small">No tab of yours shows a web page.</p>}
      {tabs.value && tabs.value.length > 0 && (
        <form
          class="tabs-of-mine"
          aria-labelledby={id}
          onSubmit={(event) => {
            const wanted = chosenIn(event, tabs.value ?? [])
            void attempt(async () => {
              const { said, unread } = await addTabs(box, wanted)
              const not = unread.length > 0 ? ` Not read as a site: ${unread.join(', ')}` : ''
              notice.value = { text: `${said}${not}`, wrong: unread.length > 0 }
              tabs.value = null
            })
          }}
        >
          <p id={id}>Which of your tabs?</p>
          {tabs.value.map(({ url, title }, i) => (
            <label key={url} class="check check--large">
              <input type="checkbox" name="tab" value={i} />
              <span>
                {title || url} <span class="soft small">{new URL(url).hostname}</span>
              </span>
            </label>
          ))}
          <button type="submit" class="button">
            Add these
          </button>
        </form>
      )}
    </>
  )
}

async function find(): Promise<readonly OwnTab[]> {
  try {
    const { tabs } = await lessonsApi.ownTabs()
    return [...new Map(tabs.map((tab) => [tab.url, tab])).values()]
  } catch (error) {
    if (error instanceof ApiError && error.status === 409)
      throw new ApiError(
        409,
        'Your own browser is not connected: this works where you are signed in to a browser with the school’s Kerb. Paste links instead.',
      )
    throw error
  }
}

function chosenIn(event: TargetedEvent<HTMLFormElement, SubmitEvent>, tabs: readonly OwnTab[]): OwnTab[] {
  event.preventDefault()
  const numbers = new FormData(event.currentTarget).getAll('tab').map(Number)
  return tabs.filter((_, i) => numbers.includes(i))
}
