import { plural } from '../format.ts'
import { ChosenBar } from './ChosenBar.tsx'
import { live, watchTabs } from './live.ts'
import { PupilCard } from './PupilCard.tsx'
import { useHidden } from './use-hidden.ts'
import { shortNames } from './words.ts'

/** A look that nobody looks at ends by itself. Milliseconds. */
const UNSEEN = 60_000

/** Every pupil of the class with their state, and on the teacher's asking their open tabs. */
export function Pupils() {
  const { pupils, tabs, lesson } = live.value
  useHidden(UNSEEN, () => {
    if (live.value.tabs) watchTabs(false)
  })
  const names = shortNames(pupils)
  if (pupils.length === 0) return null
  return (
    <section aria-labelledby="pupils">
      <div class="pupils__head">
        <h2 id="pupils" tabIndex={-1}>
          {plural(pupils.length, 'pupil')}
        </h2>
        {lesson?.mode !== 'eyes-up' && (
          <div class="look">
            <button type="button" class="button" aria-pressed={tabs} onClick={() => watchTabs(!tabs)}>
              {tabs ? 'Hide open tabs' : 'Show open tabs'}
            </button>
            <p class="soft small">
              {tabs
                ? 'You are looking at the pupils’ tabs. They are told, and the look is recorded.'
                : 'Each look is recorded, and the pupils are told.'}
            </p>
          </div>
        )}
      </div>
      <ul class={tabs ? 'pupils pupils--tabs' : 'pupils'}>
        {pupils.map((pupil) => (
          <PupilCard key={pupil.person} pupil={pupil} name={names.get(pupil.person) ?? pupil.name} />
        ))}
      </ul>
      <ChosenBar />
    </section>
  )
}
