import { useEffect } from 'preact/hooks'
import type { Look } from '../../lib/protocol/record-looks.ts'
import { Arriving } from '../Arriving.tsx'
import { dateTime } from '../format.ts'
import { roleNames } from '../roles.ts'
import { attempt } from '../state.ts'
import { Enquire } from './Enquire.tsx'
import { loadLog, log, open } from './state.ts'
import { SecondSaid } from './Second.tsx'
import { REASON_NAMES, toldWords } from './words.ts'

/** Who looked at whose record, when and why: for the safeguarding leads and the head. */
export function LogPart() {
  // A look that begins on this page stands in the log at once.
  const begun = open.value?.look.id
  useEffect(() => void loadLog(), [begun])
  useEffect(() => () => void (log.value = null), [])
  return (
    <section aria-labelledby="looks">
      <h2 id="looks" tabIndex={-1}>
        Viewing log
      </h2>
      <div class="panel">
        <p class="soft small">
          Every look at a pupil’s record, for twelve months. No look is left out, and none can be taken back.
        </p>
        <Arriving shown={log.value} load={loadLog} inside>
          {(list) => <List {...list} />}
        </Arriving>
      </div>
    </section>
  )
}

function List({ looks, more }: { readonly looks: readonly Look[]; readonly more: boolean }) {
  if (looks.length === 0) return <p class="empty">Nobody has looked at a pupil’s record.</p>
  const last = looks.at(-1)?.id
  return (
    <>
      <ul class="rows">
        {looks.map((look) => (
          <Entry key={look.id} look={look} />
        ))}
      </ul>
      {more && (
        <div class="pages">
          <button type="button" class="button" onClick={() => void attempt(() => loadLog(last))}>
            Show older
          </button>
        </div>
      )}
    </>
  )
}

const Entry = ({ look }: { look: Look }) => (
  <li>
    <div id={`look-${look.id}`} tabIndex={-1} class="look-entry">
      <p>
        <strong>
          <bdi>{look.by || 'Somebody no longer on record'}</bdi>
        </strong>{' '}
        ({roleNames([look.role])}) looked at <bdi>{look.pupil || 'somebody no longer on record'}</bdi>
      </p>
      <p class="small soft">
        {dateTime(look.at)}, back to {dateTime(look.from)}. {REASON_NAMES[look.reason]}:{' '}
        <bdi>{look.words}</bdi>
      </p>
      <p class="small">{toldWords(look)}</p>
      <SecondSaid look={look} />
      {look.enquiry !== null && (
        <p class="small look-why">
          Part of an enquiry since {dateTime(look.enquiry.at)}, said by <bdi>{look.enquiry.by}</bdi>:{' '}
          <bdi>{look.enquiry.words}</bdi>
          {look.enquiry.ended !== null && (
            <>
              . Ended {dateTime(look.enquiry.ended.at)} by <bdi>{look.enquiry.ended.by}</bdi>
            </>
          )}
        </p>
      )}
    </div>
    <Enquire look={look} where="log" />
  </li>
)
