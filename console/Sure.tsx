import { useSignal } from '@preact/signals'
import { useEffect, useId, useRef } from 'preact/hooks'

interface SureProps {
  /** What the first press leads to. */
  readonly ask: string
  readonly yes: string
  readonly no: string
  /** What it is done to, for who cannot see what stands around it. */
  readonly about?: string
  /** What will happen, where the words of the second button do not say all of it. */
  readonly says?: string
  readonly act: () => Promise<unknown>
}

/** Something that is done by the second press alone. The keyboard goes along: to what will happen, and back. */
export function Sure({ ask, yes, no, about, says, act }: SureProps) {
  const step = useSignal<'rest' | 'sure' | 'acting'>('rest')
  const box = useRef<HTMLDivElement>(null)
  const hasMoved = useRef(false)
  const words = useId()
  const isSure = step.value !== 'rest'
  useEffect(() => {
    // Where whoever acted sends it elsewhere, it stays there.
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (hasMoved.current && isLost) (isSure ? box.current : box.current?.querySelector('button'))?.focus()
  }, [isSure])
  const go = (to: 'rest' | 'sure'): void => {
    hasMoved.current = true
    step.value = to
  }
  const press = async (): Promise<void> => {
    // A second press while the first is under way would do it twice.
    if (step.value !== 'sure') return
    step.value = 'acting'
    try {
      await act()
    } finally {
      step.value = 'rest'
    }
  }
  const whose = about !== undefined && <span class="visually-hidden">: {about}</span>
  if (!isSure)
    return (
      <div class="actions" ref={box} key="rest">
        <button type="button" class="button button--quiet" onClick={() => go('sure')}>
          {ask}
          {whose}
        </button>
      </div>
    )
  return (
    <div
      class="sure"
      ref={box}
      key="sure"
      role="group"
      aria-label={about ?? ask}
      {...(says !== undefined && { 'aria-describedby': words })}
      tabIndex={-1}
    >
      {says !== undefined && (
        <p class="small" id={words}>
          {says}
        </p>
      )}
      <div class="actions">
        <button type="button" class="button" onClick={() => void press()}>
          {yes}
          {whose}
        </button>
        <button type="button" class="button button--quiet" onClick={() => go('rest')}>
          {no}
        </button>
      </div>
    </div>
  )
}
