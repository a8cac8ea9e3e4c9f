import type { TargetedEvent } from 'preact'

export interface DaySpan {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The first and the last day of what is shown. */
export const Days = ({ from, to, choose }: DaySpan & { choose: (change: DaySpan) => void }) => (
  <>
    <Day label="From" name="from" value={from} max={to} choose={choose} />
    <Day label="To" name="to" value={to} min={from} choose={choose} />
  </>
)

interface Props {
  readonly label: string
  readonly name: keyof DaySpan
  readonly value: string | undefined
  readonly min?: string | undefined
  readonly max?: string | undefined
  readonly choose: (change: DaySpan) => void
}

const Day = ({ label, name, value, min, max, choose }: Props) => (
  <label>
    <span>{label}</span>
    <input
      type="date"
      name={name}
      value={value ?? ''}
      min={min}
      max={max}
      onChange={({ currentTarget }: TargetedEvent<HTMLInputElement>) =>
        choose({ [name]: currentTarget.value === '' ? undefined : currentTarget.value })
      }
    />
  </label>
)
