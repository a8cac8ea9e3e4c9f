import type { TargetedEvent } from 'preact'

interface Props<T extends string> {
  readonly label: string
  readonly value: T | undefined
  /** Said for no choice. */
  readonly all: string
  readonly of: readonly (readonly [T, string])[]
  readonly choose: (value: T | undefined) => void
}

/** One filter of a list. */
export const Choice = <T extends string>({ label, value, all, of, choose }: Props<T>) => (
  <label>
    <span>{label}</span>
    <select
      value={value ?? ''}
      onChange={({ currentTarget }: TargetedEvent<HTMLSelectElement>) =>
        choose(of.find(([id]) => id === currentTarget.value)?.[0])
      }
    >
      <option value="">{all}</option>
      {of.map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  </label>
)
