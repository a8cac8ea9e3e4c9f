/** One box: why do I need it? With words to choose for who would rather not write. */
import { useEffect, useRef } from 'preact/hooks'
import { readyWhy, type ReadyWhy } from '../../protocol/ready-whys.ts'
import { useWords } from '../i18n/context.ts'
import { Picto } from '../parts/Picto.tsx'

const QUICK: Readonly<Record<'page' | 'file', readonly ReadyWhy[]>> = {
  page: ['work', 'homework', 'learn', 'mistake'],
  file: ['work', 'homework', 'learn'],
}
const WHY = { page: 'asking.why', file: 'asking.file.why' } as const
const READ = { page: 'asking.read', file: 'asking.file.read' } as const
/** As the wire takes it. */
const LONGEST = 300

interface Props {
  /** Names what is asked for on its page. */
  readonly id: string
  readonly of: 'page' | 'file'
  readonly send: (why: string) => Promise<void>
  readonly busy: boolean
  readonly leave: () => void
  /** What is in the box, and what puts something there. */
  readonly why: string
  readonly setWhy: (why: string) => void
}

export function AskForm({ id, of, send, busy, leave, why, setWhy }: Props) {
  const { t } = useWords()
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => box.current?.focus(), [])
  const submit = (event: Event): void => {
    event.preventDefault()
    // What is said then has the keyboard: the form is gone.
    const chosen = QUICK[of].find((one) => t(`asking.quick.${one}`) === why)
    void send(chosen ? readyWhy(chosen) : why).then(() => document.getElementById(`${id}-standing`)?.focus())
  }
  return (
    <form class="asking__form" onSubmit={submit}>
      <label for={`${id}-why`}>{t(WHY[of])}</label>
      <div class="asking__quick">
        {QUICK[of].map((one) => {
          const words = t(`asking.quick.${one}`)
          return (
            <button
              key={one}
              type="button"
              class="asking__choice"
              aria-pressed={why === words}
              onClick={() => setWhy(words)}
            >
              {words}
            </button>
          )
        })}
      </div>
      <textarea
        id={`${id}-why`}
        ref={box}
        required
        maxLength={LONGEST}
        rows={2}
        dir="auto"
        value={why}
        aria-describedby={`${id}-read`}
        onInput={(event) => setWhy(event.currentTarget.value)}
      />
      <p id={`${id}-read`} class="small soft">
        {t(READ[of])}
      </p>
      <div class="actions">
        <button type="submit" class="button button--main" disabled={busy}>
          <Picto name="yes" />
          {t('asking.send')}
        </button>
        <button type="button" class="button" onClick={leave}>
          <Picto name="no" />
          {t('asking.notNow')}
        </button>
      </div>
    </form>
  )
}
