/** Work that takes its time: how far it is, in words and as a bar, and the way out. */
interface LongWorkProps {
  /** What it is at, as a phrase: “Copying the database”. */
  readonly words: string
  /** From 0 to 1; null where nobody can say. */
  readonly done: number | null
  readonly cancel?: { readonly words: string; readonly act: () => void }
  readonly note?: string
}

export const LongWork = ({ words, done, cancel, note }: LongWorkProps) => (
  <div class="long-work">
    <label>
      <span>{words}…</span>
      <progress max={1} {...(done !== null && { value: done })} />
    </label>
    {cancel && (
      <button type="button" class="button" onClick={cancel.act}>
        {cancel.words}
      </button>
    )}
    {note !== undefined && <p class="soft small">{note}</p>}
  </div>
)
