/** Fields of the draft: each shows what the draft says at its place, sends a change at once, and says what is wrong there. */
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { useSignal } from '@preact/signals'
import type { Read } from '../../lib/policy/read.ts'
import { Wrong } from '../Form.tsx'
import { readLines } from '../read-lines.ts'
import { inDraft, isChanged, problemsAt, setTo } from './state.ts'

export type Path = readonly string[]

interface FieldProps {
  readonly path: Path
  readonly label: string
  readonly hint?: ComponentChildren
}

/** What is wrong at a place, with what to write instead. */
export function Problems({ path, id }: { path: readonly (string | number)[]; id?: string }) {
  const found = problemsAt(path)
  if (found.length === 0) return null
  return (
    <ul id={id} class="policy__problems small" role="alert">
      {found.map((one) => (
        <li key={one.field + one.fix}>{one.wrong === '' ? one.fix : `This ${one.wrong}. ${one.fix}`}</li>
      ))}
    </ul>
  )
}

export const Changed = ({ path }: { path: Path }) =>
  isChanged(path) ? <span class="badge policy__changed">Changed</span> : null

type Options = readonly (readonly [value: string, words: string])[]

interface ChoiceProps extends FieldProps {
  readonly options: Options
  /** What holds while the draft says nothing; choosing it takes the draft's own word out. */
  readonly usual?: string
  /** Called in place of sending. */
  readonly choose?: (value: string) => void
}

export function Choice({ path, label, hint, options, usual, choose }: ChoiceProps) {
  const id = useId()
  const own = inDraft(path)
  const value = typeof own === 'string' ? own : (usual ?? '')
  const send = (next: string): void => void setTo(path, next === usual ? undefined : next)
  return (
    <div class="field policy__field">
      <label htmlFor={id}>
        {label} <Changed path={path} />
      </label>
      <select
        id={id}
        value={value}
        aria-invalid={problemsAt(path).length > 0}
        aria-describedby={`${id}-wrong`}
        onChange={({ currentTarget }) => (choose ?? send)(currentTarget.value)}
      >
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
            {one === usual && ' (usual)'}
          </option>
        ))}
      </select>
      {hint && <p class="soft small">{hint}</p>}
      <Problems path={path} id={`${id}-wrong`} />
    </div>
  )
}

interface TickProps extends FieldProps {
  readonly usual: boolean
  /** The place always has a word of its own: yes or no. */
  readonly always?: boolean
}

export function Tick({ path, label, hint, usual, always = false }: TickProps) {
  const own = inDraft(path)
  const value = typeof own === 'boolean' ? own : usual
  return (
    <div class="policy__field">
      <label class="check">
        <input
          type="checkbox"
          checked={value}
          onChange={({ currentTarget: { checked } }) =>
            void setTo(path, checked === usual && !always ? undefined : checked)
          }
        />
        <span>
          {label} <Changed path={path} />
        </span>
      </label>
      {hint && <p class="soft small">{hint}</p>}
      <Problems path={path} />
    </div>
  )
}

interface TextProps extends FieldProps {
  readonly most: number
  /** Left empty, the place is taken out. */
  readonly optional?: boolean
  readonly numeric?: boolean
  readonly placeholder?: string
}

/** Sent when it is left, or with Enter. */
export function Text({ path, label, hint, most, optional = false, numeric = false, placeholder }: TextProps) {
  const id = useId()
  const own = inDraft(path)
  const shown = typeof own === 'string' || typeof own === 'number' ? String(own) : ''
  const send = (text: string): void => {
    const value = text.trim()
    if (value === shown) return
    void setTo(path, value === '' && optional ? undefined : numeric ? Number(value) : value)
  }
  return (
    <div class="field policy__field">
      <label htmlFor={id}>
        {label} <Changed path={path} />
      </label>
      <input
        id={id}
        key={shown}
        defaultValue={shown}
        maxLength={most}
        inputMode={numeric ? 'numeric' : undefined}
        autocomplete="off"
        placeholder={placeholder}
        aria-invalid={problemsAt(path).length > 0}
        aria-describedby={`${id}-wrong`}
        onChange={({ currentTarget }) => send(currentTarget.value)}
      />
      {hint && <p class="soft small">{hint}</p>}
      <Problems path={path} id={`${id}-wrong`} />
    </div>
  )
}

interface LinesProps<T> extends FieldProps {
  readonly read: (line: string) => Read<T>
  readonly format: (value: T) => string
  /** What holds while the draft says nothing. */
  readonly usual?: readonly T[]
}

/** A list, one item a line: read when it is saved, with each line that cannot be read named. */
export function Lines<T>({ path, label, hint, read, format, usual }: LinesProps<T>) {
  const id = useId()
  const own = inDraft(path)
  const values = (Array.isArray(own) ? own : (usual ?? [])) as readonly T[]
  const shown = values.map(format).join('\n')
  const text = useSignal<string | null>(null)
  const wrong = useSignal<readonly string[]>([])
  const save = async (): Promise<void> => {
    const lines = readLines(text.value ?? '', read, (line, at) => `Line ${at}, ${line},`)
    wrong.value = lines.wrong
    if (wrong.value.length > 0) return
    if (await setTo(path, lines.values)) text.value = null
  }
  return (
    <div class="field policy__field">
      <label htmlFor={id}>
        {label} <Changed path={path} />
      </label>
      <textarea
        id={id}
        rows={3}
        value={text.value ?? shown}
        autocomplete="off"
        spellcheck={false}
        aria-invalid={wrong.value.length > 0 || problemsAt(path).length > 0}
        aria-describedby={`${id}-wrong`}
        onInput={({ currentTarget }) => (text.value = currentTarget.value)}
      />
      {hint && <p class="soft small">{hint}</p>}
      <Wrong id={`${id}-wrong`} words={wrong.value} />
      <Problems path={path} />
      {text.value !== null && text.value !== shown && (
        <div class="actions">
          <button type="button" class="button" onClick={() => void save()}>
            Save<span class="visually-hidden">: {label}</span>
          </button>
          <button
            type="button"
            class="button button--quiet"
            onClick={() => ((text.value = null), (wrong.value = []))}
          >
            Leave as it was<span class="visually-hidden">: {label}</span>
          </button>
        </div>
      )}
    </div>
  )
}
