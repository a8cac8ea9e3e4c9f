import { useSignal } from '@preact/signals'
import type { Look } from '../../lib/protocol/record-looks.ts'
import { LongWork } from '../LongWork.tsx'
import { written } from '../written.ts'
import type { PackKind, PackSpan } from './api.ts'
import { cancelPack, making, makingWords, makePack } from './making.ts'
import { packSpan } from './pack-days.ts'

/** A pack of some of the days that a look opens; and, where somebody asked for it, a copy of all of them. */
export function Packs({ look, timeZone }: { look: Look; timeZone: string }) {
  const wrong = useSignal('')
  const make = (what: 'pack' | 'copy', as: PackKind, span: PackSpan) => makePack(look.id, what, as, span)
  const send = (form: HTMLFormElement, as: PackKind): void => {
    const { from, to } = written(form)
    const span = packSpan({ from, to }, look, timeZone)
    wrong.value = typeof span === 'string' ? span : ''
    if (typeof span !== 'string') void make('pack', as, span)
    else form.querySelector('input')?.focus()
  }
  return (
    <form
      class="form evidence-form"
      aria-label="Evidence pack"
      onInput={() => (wrong.value = '')}
      onSubmit={(event) => {
        event.preventDefault()
        const by = event.submitter
        send(event.currentTarget, by instanceof HTMLButtonElement && by.value === 'pdf' ? 'pdf' : 'zip')
      }}
    >
      <p class="small soft" id="pack-days">
        Hand on only the days that matter: left empty, a pack holds all that this look opens. Both days are in
        it, by the school’s clock.
        {look.reason === 'asked' && ' A copy for whoever asked is always of all of it.'}
      </p>
      {(['from', 'to'] as const).map((name) => (
        <label key={name}>
          <span>{name === 'from' ? 'From day' : 'To day'}</span>
          <input
            type="date"
            name={name}
            max="9999-12-31"
            aria-invalid={wrong.value !== ''}
            aria-describedby={wrong.value === '' ? 'pack-days' : 'pack-days pack-wrong'}
          />
        </label>
      ))}
      {wrong.value !== '' && (
        <p id="pack-wrong" role="alert" class="small evidence-wrong">
          {wrong.value}
        </p>
      )}
      <div class="actions">
        <button type="submit" class="button" value="zip">
          Make an evidence pack
        </button>
        <button type="submit" class="button" value="pdf">
          …as a PDF
          <span class="visually-hidden">: an evidence pack that reads and verifies as one file</span>
        </button>
        {look.reason === 'asked' && (
          <button type="button" class="button" onClick={() => void make('copy', 'zip', {})}>
            Copy for whoever asked
          </button>
        )}
      </div>
      <p role="status" class="visually-hidden">
        {making.value !== null && 'It is being made…'}
      </p>
      {making.value !== null && (
        <LongWork
          words={makingWords(making.value.at)}
          done={making.value.at?.done ?? null}
          cancel={{ words: 'Cancel: make no file', act: () => cancelPack(look.id) }}
        />
      )}
    </form>
  )
}
