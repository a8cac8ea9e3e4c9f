/** What is opened, for whom and until when, where the usual answer is not meant. */
import type { Signal } from '@preact/signals'
import { Chips } from '../lessons/Chips.tsx'
import { type Group, whoInWords } from './groups.ts'

export interface Choice {
  readonly opens: 'page' | 'site' | 'file'
  /** A class's number; `pupil`: those who asked. */
  readonly for: 'pupil' | number
  readonly until: 'lesson' | 'today' | 'day'
  /** As 2026-11-24. */
  readonly day: string
}

interface Props {
  readonly group: Group
  readonly choice: Signal<Choice>
  readonly untils: readonly Choice['until'][]
  /** Empty: for whom is said by the button. */
  readonly classes: readonly { readonly id: number; readonly name: string }[]
}

const UNTILS: Readonly<Record<Choice['until'], string>> = {
  lesson: 'The lesson’s end',
  today: 'Today',
  day: 'Another day',
}

export function Choices({ group: { first, requests }, choice, untils, classes }: Props) {
  const set = (change: Partial<Choice>): void => {
    choice.value = { ...choice.value, ...change }
  }
  const { page, site, file } = first.opens
  return (
    <div class="asked__choices">
      {page !== undefined && site !== undefined && (
        <Chips
          id={`opens-${first.id}`}
          legend="What is opened"
          chips={[
            { value: 'site', name: site },
            { value: 'page', name: page },
          ]}
          chosen={choice.value.opens}
          choose={(opens) => set({ opens })}
        />
      )}
      {file !== undefined && untils.length === 1 && <p class="small">Lets through {file}, until tonight</p>}
      {file === undefined && (page === undefined || site === undefined) && (
        <p class="small">Opens {site ?? page}</p>
      )}
      {classes.length > 0 && (
        <Chips
          id={`for-${first.id}`}
          legend="For whom"
          chips={[
            { value: 'pupil', name: `Only ${whoInWords(requests)}` },
            ...classes.map(({ id, name }) => ({ value: String(id), name: `All of ${name}` })),
          ]}
          chosen={String(choice.value.for)}
          choose={(value) => set({ for: value === 'pupil' ? 'pupil' : Number(value) })}
        />
      )}
      {untils.length > 1 && (
        <Chips
          id={`until-${first.id}`}
          legend="Until"
          chips={untils.map((value) => ({ value, name: UNTILS[value] }))}
          chosen={choice.value.until}
          choose={(until) => set({ until })}
        />
      )}
      {choice.value.until === 'day' && (
        <label class="asked__day">
          <span>Until the end of</span>
          <input
            type="date"
            required
            value={choice.value.day}
            onInput={(event) => set({ day: event.currentTarget.value })}
          />
        </label>
      )}
    </div>
  )
}
