import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { RunningLesson } from '../../lib/protocol/lessons.ts'
import { attempt, notice } from '../state.ts'
import { AddSites } from './AddSites.tsx'
import type { ListBox } from './add-sites.ts'
import { lessonsApi } from './api.ts'
import { checkLater } from './check.ts'
import { live } from './live.ts'
import { OwnTabs } from './OwnTabs.tsx'
import { framesIn, keptList, sitesIn, type SiteList } from './site-list.ts'
import { SiteRows } from './SiteRows.tsx'

/** The sites of a lesson that runs. Each change reaches the class at once. */
export function LessonSites() {
  const lesson = live.value.lesson
  const list = useSignal<SiteList>(keptList(lesson?.sites ?? [], lesson?.frames ?? []))
  const of = lesson?.class ?? null
  const marks = lesson?.mode === 'only'
  useEffect(() => {
    if (marks && of !== null) checkLater(of, sitesIn(list.value))
  }, [list.value])
  // Another hand may change them (a pupil's request that is opened for the class): what is sent next must hold that too.
  useEffect(() => {
    if (lesson && sending === 0) list.value = followed(list.value, lesson)
  }, [lesson?.revision])
  const tell = async (before: SiteList, next: SiteList): Promise<void> => {
    const sent = await attempt(() => send(next))
    // What the class does not have is not shown as if it had.
    if (!sent && list.value === next) list.value = before
  }
  const box: ListBox = {
    get value() {
      return list.value
    },
    change(next) {
      if (next.sites.length === 0) {
        notice.value = { text: 'A lesson needs a site: add another first, or end the lesson.', wrong: true }
        return
      }
      const before = list.value
      list.value = next
      void tell(before, next)
    },
  }
  return (
    <>
      <h3>{marks ? 'Sites of this lesson' : 'Sites that are closed'}</h3>
      <SiteRows box={box} of={of} marks={marks} />
      <AddSites box={box} />
      <div class="sources">
        <OwnTabs box={box} />
      </div>
    </>
  )
}

/** The same list where it says what the lesson says; else the lesson's. */
function followed(list: SiteList, { sites, frames }: Pick<RunningLesson, 'sites' | 'frames'>): SiteList {
  const isSame =
    JSON.stringify([sitesIn(list), framesIn(list)].map(sorted)) ===
    JSON.stringify([sites, frames].map(sorted))
  return isSame ? list : keptList(sites, frames)
}

const sorted = (of: readonly unknown[]): string[] => of.map((one) => JSON.stringify(one)).toSorted()

/** One after the other: of two changes the later one must be what holds. */
let queue: Promise<unknown> = Promise.resolve()
/** Changes on their way: until they are there, the lesson says what was. */
let sending = 0

function send(list: SiteList): Promise<void> {
  const { id } = live.value
  sending += 1
  const sent = queue
    .then(() => lessonsApi.sites(id, sitesIn(list), framesIn(list)))
    .finally(() => (sending -= 1))
  queue = sent.catch(() => undefined)
  return sent.then(() => undefined)
}
