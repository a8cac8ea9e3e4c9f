import { plural } from '../format.ts'
import { Chips } from './Chips.tsx'
import { COVER_LENGTHS, type End, LENGTHS, nextBells } from './ends.ts'
import { beginning, end, mode } from './setup.ts'
import { now } from './state.ts'
import { clock } from './words.ts'

const keyOf = (one: End): string => {
  if (one.by === 'bell') return `bell ${one.at}`
  return one.by === 'minutes' ? `minutes ${one.minutes}` : 'time'
}

/** When it ends: there is always an end. */
export function EndChoice() {
  const ends = offered()
  const chosen = end.value
  return (
    <div class="choice">
      <Chips
        id="end"
        legend="Until when"
        chips={ends.map((one) => ({ value: keyOf(one), name: nameOf(one) }))}
        chosen={keyOf(chosen)}
        choose={(key) => (end.value = ends.find((one) => keyOf(one) === key) ?? chosen)}
      />
      {chosen.by === 'time' && (
        <label class="field field--short">
          <span>The lesson ends at</span>
          <input
            type="time"
            value={chosen.time}
            onInput={(event) => (end.value = { by: 'time', time: event.currentTarget.value })}
          />
        </label>
      )}
    </div>
  )
}

/** Bells first; the end that is chosen is always among them. */
function offered(): readonly End[] {
  const lengths = mode.value === 'eyes-up' ? COVER_LENGTHS : LENGTHS
  const ends: End[] = [
    ...(mode.value === 'eyes-up' ? [] : nextBells(beginning.value?.bells ?? [], now.value)).map(
      (at): End => ({ by: 'bell', at }),
    ),
    ...lengths.map((minutes): End => ({ by: 'minutes', minutes })),
    ...(mode.value === 'eyes-up'
      ? []
      : [end.value.by === 'time' ? end.value : ({ by: 'time', time: '' } as const)]),
  ]
  return ends.some((one) => keyOf(one) === keyOf(end.value)) ? ends : [end.value, ...ends]
}

function nameOf(one: End): string {
  if (one.by === 'bell') return `The bell at ${clock(one.at)}`
  return one.by === 'minutes' ? plural(one.minutes, 'minute') : 'A time…'
}
