import type { TargetedEvent } from 'preact'
import { useSignal } from '@preact/signals'
import { plural } from '../format.ts'
import { attempt, notice } from '../state.ts'
import { lessonsApi } from './api.ts'
import { Chips } from './Chips.tsx'
import { live } from './live.ts'
import { chosenPupils, closeTool } from './page-state.ts'
import { framesIn, keptList, opensPage, sitesIn, withSites } from './site-list.ts'

/** Opens a page on the pupils' screens: for all, or for those who are chosen below. */
export function OpenPage() {
  const some = chosenPupils.value.size
  const whom = useSignal<'all' | 'some'>(some > 0 ? 'some' : 'all')
  return (
    <form
      class="open"
      onSubmit={(event) => open(event, whom.value === 'some' ? [...chosenPupils.value] : [])}
    >
      {some > 0 && (
        <Chips
          id="whom"
          legend="For whom"
          chips={[
            { value: 'some', name: `The ${plural(some, 'chosen pupil')}` },
            { value: 'all', name: 'All' },
          ]}
          chosen={whom.value}
          choose={(value) => (whom.value = value)}
        />
      )}
      <div class="form form--line">
        <label>
          <span>Address of the page</span>
          <input
            id="page-address"
            name="address"
            required
            maxLength={2048}
            inputMode="url"
            autocomplete="off"
            spellcheck={false}
          />
        </label>
        <button type="submit" class="button">
          Open it
        </button>
      </div>
      {some === 0 && (
        <p class="soft small">It opens for all. To open it for some, choose them below first.</p>
      )}
      {live.value.lesson?.mode === 'only' && (
        <p class="soft small">A page of another site is added to the lesson’s sites.</p>
      )}
    </form>
  )
}

function open(event: TargetedEvent<HTMLFormElement, SubmitEvent>, pupils: readonly number[]): void {
  event.preventDefault()
  const form = event.currentTarget
  const typed = new FormData(form).get('address')
  const address = pageAddress(typeof typed === 'string' ? typed.trim() : '')
  if (address === undefined) {
    notice.value = { text: 'This is no address of a web page.', wrong: true }
    return
  }
  void attempt(async () => {
    await addSiteOf(address)
    const { devices } = await lessonsApi.open(live.value.id, address, pupils)
    const text =
      devices === 0
        ? 'No device could be asked: none of these pupils is in the lesson now.'
        : `${plural(devices, 'device is', 'devices are')} asked to open ${new URL(address).hostname}.`
    notice.value = { text, wrong: devices === 0 }
    if (devices === 0) return
    form.reset()
    closeTool()
  })
}

/** `bbc.co.uk/bitesize` is meant as a page too. */
function pageAddress(text: string): string | undefined {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  return /^https?:$/.test(url.protocol) && url.hostname !== '' ? url.href : undefined
}

/** What the teacher opens must not be stopped by the teacher's own lesson. */
async function addSiteOf(address: string): Promise<void> {
  const { lesson } = live.value
  if (lesson?.mode !== 'only' || opensPage(lesson.sites, address)) return
  const { sitesOf } = await import('../../lib/policy/lesson-sites.ts')
  const [site] = sitesOf(address).sites
  if (!site) return
  const list = withSites(keptList(lesson.sites, lesson.frames), [{ host: site.host }])
  await lessonsApi.sites(lesson.id, sitesIn(list), framesIn(list))
}
