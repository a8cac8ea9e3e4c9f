import type { Pupil } from '../../lib/protocol/lessons.ts'
import type { SeenTab } from '../../lib/protocol/live.ts'
import { attempt, notice } from '../state.ts'
import { lessonsApi } from './api.ts'
import { live } from './live.ts'

/** What a pupil has open: no address, and of mail, documents and messages no title. */
export function TabsOf({ pupil, name }: { pupil: Pupil; name: string }) {
  const { tabs, state, person } = pupil
  if (state !== 'enforcing' && state !== 'starting' && state !== 'refused') return null
  if (!tabs) return <p class="soft small pupil__wait">Asking for the tabs…</p>
  if (tabs.length === 0) return <p class="soft small pupil__wait">No tab is open.</p>
  return (
    <ul class="tabs" aria-label={`Open tabs of ${name}`}>
      {tabs.map((tab) => (
        <li key={tab.tab} class={tab.active ? 'tab tab--active' : 'tab'}>
          <div class="tab__text small">
            <strong>{tab.host.replace(/^www\./, '') || 'A page of the browser'}</strong>
            {tab.title !== '' && <span class="tab__title">{tab.title}</span>}
            <Marks tab={tab} />
          </div>
          <button
            type="button"
            class="plain plain--large"
            aria-label={`Close ${tab.host || 'this tab'} of ${name}`}
            onClick={() => close(person, tab)}
          >
            <span aria-hidden="true">✕</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

const Marks = ({ tab }: { tab: SeenTab }) =>
  tab.active || tab.stopped ? (
    <span class="tab__marks">
      {tab.active && <span class="badge">in front</span>}
      {tab.stopped && <span class="badge badge--held">stopped</span>}
    </span>
  ) : null

function close(pupil: number, { tab, host }: SeenTab): void {
  void attempt(async () => {
    const { devices } = await lessonsApi.close(live.value.id, pupil, tab)
    notice.value =
      devices === 0
        ? { text: 'The tab is not there any more, or the device cannot be reached.', wrong: true }
        : { text: `The device is asked to close ${host || 'the tab'}.`, wrong: false }
  })
}
