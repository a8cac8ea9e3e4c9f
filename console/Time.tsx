import { ago, dateTime } from './format.ts'

/** How long ago something was, and exactly when for who points at it. */
export const Time = ({ at, now }: { at: number; now: number }) => (
  <time dateTime={new Date(at).toISOString()} title={dateTime(at)}>
    {ago(at, now)}
  </time>
)
