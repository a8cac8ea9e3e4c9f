import { ApiError } from './api.ts'
import { attempt } from './state.ts'

interface OnceProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly putAway: () => void
}

/** A secret that is told once: to be copied now, and put away. */
export const Once = ({ id, label, value, putAway }: OnceProps) => (
  <div class="made">
    <p>
      <label htmlFor={id}>{label}</label>
    </p>
    <input id={id} readOnly value={value} onFocus={(event) => event.currentTarget.select()} />
    <div class="actions">
      <button type="button" class="button" onClick={() => copy(value)}>
        Copy
      </button>
      <button type="button" class="button button--quiet" onClick={putAway}>
        Put away
      </button>
    </div>
  </div>
)

function copy(value: string): void {
  void attempt(async () => {
    // The browser may refuse; the text stands there, selectable, either way.
    await navigator.clipboard.writeText(value).catch(() => {
      throw new ApiError(0, 'The browser did not let us copy: select the text and copy it yourself.')
    })
  }, 'Copied.')
}
