/** Until when, as a field of a form: one of the usual spans, or a day. */
import type { Signal } from '@preact/signals'
import { Line, Select } from '../Form.tsx'
import { SPANS, type Span } from './until.ts'

export interface End {
  readonly span: Signal<Span>
  readonly day: Signal<string>
}

export const Ending = ({ end: { span, day } }: { end: End }) => (
  <>
    <Select label="How long" of={span} options={SPANS} />
    {span.value === 'day' && <Line label="Last day" type="date" of={day} />}
  </>
)
