import { useSignal } from '@preact/signals'
import { useId, useRef } from 'preact/hooks'
import { attempt } from '../state.ts'
import { type Added, addText, type ListBox } from './add-sites.ts'

/** Links, addresses, or a whole text with some in it. */
export function AddSites({ box }: { box: ListBox }) {
  const added = useSignal<Added | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  const add = () => {
    const text = field.current?.value ?? ''
    if (text.trim() === '') return
    void attempt(async () => {
      added.value = await addText(box, text)
      if (field.current && added.value.said !== '') field.current.value = ''
    })
  }
  return (
    <form
      class="add"
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <label htmlFor={id}>Paste links, or any text with links in it</label>
      <div class="add__line">
        <textarea
          id={id}
          ref={field}
          rows={1}
          spellcheck={false}
          autocapitalize="off"
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
            event.preventDefault()
            add()
          }}
        />
        <button type="submit" class="button">
          Add
        </button>
      </div>
      <div role="status" class="small">
        {added.value && added.value.said !== '' && <p>{added.value.said}</p>}
        {added.value && added.value.unread.length > 0 && (
          <p>
            Not read as a site: <strong>{added.value.unread.join(', ')}</strong>
          </p>
        )}
      </div>
    </form>
  )
}
