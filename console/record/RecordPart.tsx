import { useEffect } from 'preact/hooks'
import { Begin } from './Begin.tsx'
import { Find } from './Find.tsx'
import { Record } from './Record.tsx'
import { chosen, forgetRecord, open } from './state.ts'

/** A pupil's activity record: found, opened with a reason, read. The safeguarding lead's alone. */
export function RecordPart() {
  useEffect(() => forgetRecord, [])
  const [starting, record] = [chosen.value, open.value]
  return (
    <section aria-labelledby="record">
      <h2 id="record" tabIndex={-1}>
        A pupil’s record
      </h2>
      {starting !== null && <Begin key={starting.pupil.person} {...starting} />}
      {starting === null && record !== null && <Record record={record} />}
      {starting === null && record === null && <Find />}
    </section>
  )
}
