import { useSignal } from '@preact/signals'

interface SureProps {
  /** What the first press leads to. */
  readonly ask: string
  readonly yes: string
  readonly no: string
  /** What it is done to, for who cannot see what stands around it. */
  readonly about?: string
  readonly act: () => Promise<unknown>
}

/** Something that is done by the second press alone. */
export function Sure({ ask, yes, no, about, act }: SureProps) {
  const sure = useSignal(false)
  const whose = about !== undefined && <span class="visually-hidden">: {about}</span>
  const press = async (): Promise<void> => {
    await act()
    sure.value = false
  }
  return (
    <div class="actions">
      {sure.value ? (
        <>
          <button type="button" class="button" onClick={() => void press()}>
            {yes}
            {whose}
          </button>
          <button type="button" class="button button--quiet" onClick={() => (sure.value = false)}>
            {no}
          </button>
        </>
      ) : (
        <button type="button" class="button button--quiet" onClick={() => (sure.value = true)}>
          {ask}
          {whose}
        </button>
      )}
    </div>
  )
}
