import type { Pupil } from '../../lib/protocol/lessons.ts'
import { plural } from '../format.ts'
import { attempt } from '../state.ts'
import { lessonsApi } from './api.ts'
import { live } from './live.ts'
import { now } from './state.ts'
import { useSettled } from './use-settled.ts'
import { clock, countInWords, isWell, shortNames, standing } from './words.ts'

/** Beyond this many the rest stand below, each with their state. */
const MOST_NAMED = 8
/** A class that starts changes many times a second; it is said aloud when it has settled. Milliseconds. */
const SETTLES = 2_500

/** "28 of 30 enforcing", and who is not, by name and reason. Said of now only when it is known of now. */
export function Standing() {
  const { pupils, link, asOf } = live.value
  const others = pupils.filter((pupil) => !isWell(pupil))
  const isNow = link === 'live'
  const enforcing = pupils.filter(({ state }) => state === 'enforcing').length
  const allWell = isNow && others.length === 0 && enforcing > 0
  const spoken = useSettled(isNow && asOf !== null ? spokenOf(pupils) : '', SETTLES)
  return (
    <section class={allWell ? 'panel standing standing--well' : 'panel standing'} aria-labelledby="standing">
      <h2 id="standing" class="standing__count">
        {asOf === null ? (
          'Waiting for word of the devices…'
        ) : (
          <>
            {countInWords(pupils)}
            {!isNow && <span class="standing__as-of"> as of {clock(asOf)}</span>}
          </>
        )}
      </h2>
      {asOf !== null && pupils.length === 0 && <p class="soft">There is nobody in this class.</p>}
      {others.length > 0 && <Named others={others} />}
      <Claim />
      <p class="visually-hidden" role="status">
        {spoken}
      </p>
    </section>
  )
}

const spokenOf = (pupils: readonly Pupil[]): string => {
  const names = shortNames(pupils)
  const others = pupils.filter((pupil) => !isWell(pupil) && pupil.state !== 'starting')
  const named = others
    .slice(0, MOST_NAMED)
    .map((pupil) => `${names.get(pupil.person)}: ${standing(pupil, Date.now())}`)
  const more = others.length > MOST_NAMED ? `and ${others.length - MOST_NAMED} more` : ''
  return [countInWords(pupils), ...named, more].filter((part) => part !== '').join('. ')
}

function Named({ others }: { others: readonly Pupil[] }) {
  const names = shortNames(live.value.pupils)
  const more = others.length - MOST_NAMED
  return (
    <ul class="named">
      {others.slice(0, MOST_NAMED).map((pupil) => (
        <li key={pupil.person}>
          <strong>{names.get(pupil.person)}</strong> {standing(pupil, now.value)}
        </li>
      ))}
      {more > 0 && <li class="soft named__more">and {more} more, named below</li>}
    </ul>
  )
}

/** Pupils whom another lesson has: their teacher sees it when they are taken. */
function Claim() {
  const claimed = live.value.pupils.filter(({ state }) => state === 'claimed')
  if (claimed.length === 0) return null
  const lessons = new Set(claimed.flatMap(({ by }) => (by ? [`${by.name} (${by.teacher})`] : [])))
  return (
    <div class="actions">
      <button type="button" class="button" onClick={() => claim(claimed)}>
        Claim {claimed.length === 1 ? 'this pupil' : plural(claimed.length, 'pupil')} for this lesson
      </button>
      <p class="soft small claim__hint">
        They leave {[...lessons].join(' and ') || 'the other lesson'}. Its teacher sees that.
      </p>
    </div>
  )
}

const claim = (claimed: readonly Pupil[]): void => {
  void attempt(
    async () => {
      await lessonsApi.claim(
        live.value.id,
        claimed.map(({ person }) => person),
      )
    },
    `${plural(claimed.length, 'pupil is', 'pupils are')} claimed for this lesson.`,
  )
}
