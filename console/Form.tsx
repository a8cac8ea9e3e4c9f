/** Forms whose fields keep what is written in signals. */
import type { ComponentChildren } from 'preact'
import type { Signal } from '@preact/signals'

interface FormProps {
  readonly class: string
  readonly 'aria-describedby'?: string
  readonly send: () => void | Promise<void>
  readonly children: ComponentChildren
}

/** The page itself says what has to be put right, not the browser. */
export const Form = ({ send, children, ...rest }: FormProps) => (
  <form
    {...rest}
    noValidate
    onSubmit={(event) => {
      event.preventDefault()
      void send()
    }}
  >
    {children}
  </form>
)

interface FieldProps<T extends string = string> {
  readonly label: string
  readonly of: Signal<T>
  readonly class?: string
}
interface LineProps extends FieldProps {
  readonly type?: 'text' | 'email' | 'date' | 'time'
  readonly maxLength?: number
  readonly 'aria-invalid'?: boolean
  readonly 'aria-describedby'?: string
}

/** A line of text, a day or a time. */
export const Line = ({ label, of, class: name, type = 'text', ...rest }: LineProps) => (
  <label class={name}>
    <span>{label}</span>
    <input
      {...rest}
      // Preact describes each type of input by itself; what is set here all of these have.
      // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- tsc takes no union for one of them
      type={type as 'text'}
      autocomplete="off"
      value={of.value}
      onInput={({ currentTarget }) => (of.value = currentTarget.value)}
    />
  </label>
)

/** Several lines of addresses. */
export const Area = ({ label, of, rows, ...rest }: FieldProps & { readonly rows: number }) => (
  <label {...rest}>
    <span>{label}</span>
    <textarea
      rows={rows}
      spellcheck={false}
      value={of.value}
      onInput={({ currentTarget }) => (of.value = currentTarget.value)}
    />
  </label>
)

interface SelectProps<T extends string> extends FieldProps<T> {
  readonly options: readonly (readonly [value: T, words: string])[]
}

/** One of several. */
export const Select = <T extends string>({ label, of, options, ...rest }: SelectProps<T>) => (
  <label {...rest}>
    <span>{label}</span>
    <select
      value={of.value}
      onChange={({ currentTarget: { value } }) =>
        (of.value = options.find(([one]) => one === value)?.[0] ?? of.value)
      }
    >
      {options.map(([one, words]) => (
        <option key={one} value={one}>
          {words}
        </option>
      ))}
    </select>
  </label>
)

/** What has to be put right before a form is sent, in one place. */
export const Wrong = ({ id, words }: { id: string; words: readonly string[] }) => (
  <div id={id} role="alert">
    {words.length > 0 && (
      <ul class="policy__problems small">
        {words.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    )}
  </div>
)
