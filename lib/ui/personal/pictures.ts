/** Pictures that are chosen, dropped or pasted. Only that they are pictures is looked at, never what they show. */

/** A photo as a phone names it, where the browser does not know its type. */
const NAMES = /\.(jpe?g|png|gif|webp|heic|heif|avif|bmp|mp4|mov|webm|m4v)$/i

export const isPicture = ({ type, name }: File): boolean =>
  /^(image|video)\//.test(type) ? type !== 'image/svg+xml' : type === '' && NAMES.test(name)

export interface Chosen {
  readonly files: readonly File[]
  readonly field: HTMLElement | undefined
  readonly again: () => void
  /** Forgets what was chosen. */
  readonly undo: () => void
}

const fileField = (target: EventTarget | undefined): HTMLInputElement | null =>
  target instanceof HTMLInputElement && target.type === 'file' ? target : null

/** By the browser's own window for files: `input` comes first, `change` after it. */
export function byChoice(event: Event): Chosen | null {
  const field = fileField(event.composedPath()[0])
  if (field === null) return null
  const again = (): void => {
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }
  return { files: [...(field.files ?? [])], field, again, undo: () => void (field.value = '') }
}

/** What is moved or copied from a page comes with that page's markup: it is no photo of the pupil's own. */
const own = (data: DataTransfer | null): File[] =>
  data === null || data.types.includes('text/html') ? [] : [...data.files]

function copyOf(files: readonly File[]): DataTransfer {
  const data = new DataTransfer()
  for (const file of files) data.items.add(file)
  return data
}

export function byDrop(event: DragEvent): Chosen | null {
  const [target] = event.composedPath()
  // The browser puts it into the field, which then says that something was chosen.
  if (target === undefined || fileField(target)) return null
  const files = own(event.dataTransfer)
  const { clientX, clientY, screenX, screenY } = event
  const how = { clientX, clientY, screenX, screenY, bubbles: true, cancelable: true, composed: true }
  const again = (): void =>
    void target.dispatchEvent(new DragEvent('drop', { ...how, dataTransfer: copyOf(files) }))
  // A page that shows where to drop is told that nothing came.
  const undo = (): void => void target.dispatchEvent(new DragEvent('dragleave', how))
  return { files, field: undefined, again, undo }
}

export function byPaste(event: ClipboardEvent): Chosen | null {
  const [target] = event.composedPath()
  const files = own(event.clipboardData)
  if (target === undefined) return null
  const how = { bubbles: true, cancelable: true, composed: true }
  const again = (): void =>
    void target.dispatchEvent(new ClipboardEvent('paste', { ...how, clipboardData: copyOf(files) }))
  const field = target instanceof HTMLElement ? target : undefined
  return { files, field, again, undo: () => {} }
}
