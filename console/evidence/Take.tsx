import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Look } from '../../lib/protocol/record-looks.ts'
import { focusSoon } from '../lessons/focus.ts'
import { waitsForSecond } from '../record/words.ts'
import { packAddress } from './api.ts'
import { Erase } from './Erase.tsx'
import { HoldForm } from './HoldForm.tsx'

const doing = signal<'hold' | 'erase' | null>(null)

/** What a look lets the safeguarding lead do with the record that it opens. */
export function Take({ look }: { look: Look }) {
  useEffect(() => () => void (doing.value = null), [])
  if (doing.value === 'hold') return <HoldForm look={look} close={close} />
  if (doing.value === 'erase') return <Erase look={look} close={close} />
  return (
    <div class="actions evidence-actions">
      {!waitsForSecond(look) && <Packs look={look} />}
      <button type="button" class="button" id="take-hold" onClick={() => begin('hold')}>
        Keep from deletion
      </button>
      <button type="button" class="button" id="take-erase" onClick={() => begin('erase')}>
        Erase…
      </button>
    </div>
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

const Packs = ({ look }: { look: Look }) => (
  <>
    <a class="button" href={packAddress(look.id, 'pack')} download>
      Make an evidence pack
    </a>
    <a class="button" href={packAddress(look.id, 'pack', 'pdf')} download>
      …as a PDF
      <span class="visually-hidden">: an evidence pack that reads and verifies as one file</span>
    </a>
    {look.reason === 'asked' && (
      <a class="button" href={packAddress(look.id, 'copy')} download>
        Copy for whoever asked
      </a>
    )}
  </>
)
