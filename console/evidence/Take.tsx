import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Look } from '../../lib/protocol/record-looks.ts'
import { focusSoon } from '../lessons/focus.ts'
import { waitsForSecond } from '../record/words.ts'
import { Erase } from './Erase.tsx'
import { HoldForm } from './HoldForm.tsx'
import { Packs } from './Packs.tsx'

const doing = signal<'hold' | 'erase' | null>(null)

/** What a look lets the safeguarding lead do with the record that it opens. */
export function Take({ look, timeZone }: { look: Look; timeZone: string }) {
  useEffect(() => () => void (doing.value = null), [])
  if (doing.value === 'hold') return <HoldForm look={look} close={close} />
  if (doing.value === 'erase') return <Erase look={look} close={close} />
  return (
    <>
      {!waitsForSecond(look) && <Packs look={look} timeZone={timeZone} />}
      <div class="actions evidence-actions">
        <button type="button" class="button" id="take-hold" onClick={() => begin('hold')}>
          Keep from deletion
        </button>
        <button type="button" class="button" id="take-erase" onClick={() => begin('erase')}>
          Erase…
        </button>
      </div>
    </>
  )
}

function begin(what: 'hold' | 'erase'): void {
  doing.value = what
  focusSoon(`${what}-words`)
}

function close(): void {
  const was = doing.value
  doing.value = null
  focusSoon(`take-${was ?? 'hold'}`)
}
