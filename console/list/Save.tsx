import { useSignal } from '@preact/signals'
import { attempt } from '../state.ts'

/** Saves a list as a file. A refusal is said, and a second press while it is made makes no second one. */
export function Save({ save, what }: { save: () => Promise<void>; what: string }) {
  const busy = useSignal(false)
  const press = async () => {
    if (busy.value) return
    busy.value = true
    await attempt(save)
    busy.value = false
  }
  return (
    <button type="button" class="button" aria-disabled={busy.value} onClick={() => void press()}>
      Save as CSV<span class="visually-hidden">: {what}</span>
    </button>
  )
}
