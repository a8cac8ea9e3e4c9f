import type { Pupil, PupilStanding } from '../../lib/protocol/lessons.ts'
import { live } from './live.ts'
import { chosenPupils } from './page-state.ts'
import { now } from './state.ts'
import { TabsOf } from './TabsOf.tsx'
import { shortStanding } from './words.ts'

type Tone = 'good' | 'calm' | 'warn'

const toneOf = (state: PupilStanding): Tone => {
  if (state === 'enforcing') return 'good'
  return state === 'exempt' || state === 'starting' ? 'calm' : 'warn'
}
const MARKS: Readonly<Record<Tone, string>> = { good: '✓', calm: '–', warn: '!' }

/** One pupil: to be chosen, and how the lesson stands there. What is from before is shown without any colour. */
export function PupilCard({ pupil, name }: { pupil: Pupil; name: string }) {
  const { link, tabs } = live.value
  const tone = link === 'live' ? toneOf(pupil.state) : 'calm'
  const id = `pupil-${pupil.person}`
  const isChosen = chosenPupils.value.has(pupil.person)
  return (
    <li class={`pupil pupil--${tone}${isChosen ? ' pupil--chosen' : ''}`}>
      <label class="pupil__head" htmlFor={id}>
        <input id={id} type="checkbox" checked={isChosen} onChange={() => toggle(pupil.person)} />
        <span class="pupil__name">{name}</span>
        <span class="pupil__state small">
          <span class="mark" aria-hidden="true">
            {link === 'live' ? MARKS[tone] : '?'}
          </span>
          <span>
            {link !== 'live' && 'before: '}
            {shortStanding(pupil, now.value)}
          </span>
        </span>
      </label>
      {tabs && <TabsOf pupil={pupil} name={name} />}
    </li>
  )
}

function toggle(person: number): void {
  const next = new Set(chosenPupils.value)
  if (!next.delete(person)) next.add(person)
  chosenPupils.value = next
}
