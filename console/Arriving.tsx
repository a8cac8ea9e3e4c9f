/** What stands where a list will be: until it is there, or when it could not be had. Nothing once it is shown. */
export function Arriving({
  shown,
  load,
}: {
  /** Null until it was answered, and words when it could not be. */
  shown: object | string | null
  load: () => Promise<void>
}) {
  if (shown === null)
    return (
      <p class="soft" role="status">
        Loading…
      </p>
    )
  if (typeof shown !== 'string') return null
  return (
    <div class="panel">
      <p role="alert">{shown}</p>
      <div class="actions">
        <button type="button" class="button" onClick={() => void load()}>
          Try again
        </button>
      </div>
    </div>
  )
}
