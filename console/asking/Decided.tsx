/** What was decided: open now, with an end to it, or over. */
import type { PageRequest } from '../../lib/protocol/page-requests.ts'
import { dateTime } from '../format.ts'
import { pageName, shortName } from './groups.ts'

interface Props {
  readonly one: PageRequest
  /** Closes it again; left out where that is not this reader's to do. */
  readonly end?: (approval: number) => void
}

export function Decided({ one, end }: Props) {
  const { approval, decided, state } = one
  return (
    <li>
      <div>
        <strong dir="ltr">{pageName(one.url)}</strong> <span class="badge">{NAMES[state]}</span>
        <p class="soft small">
          {shortName(one.name)}
          {decided && `, ${decided.by === '' ? 'decided' : `by ${decided.by}`} ${dateTime(decided.at)}`}
        </p>
        {approval && (
          <p class="small">
            {approval.active ? 'Open' : 'Was open'}: {approval.opens}, for{' '}
            {approval.for === 'this pupil' ? shortName(one.name) : approval.for}, until{' '}
            {dateTime(approval.until)}
          </p>
        )}
        {decided && decided.reason !== '' && <p class="small">“{decided.reason}”</p>}
      </div>
      {approval?.active && end && (
        <div class="actions">
          <button type="button" class="button" onClick={() => end(approval.id)}>
            Close it now<span class="visually-hidden">: {pageName(one.url)}</span>
          </button>
        </div>
      )}
    </li>
  )
}

const NAMES: Readonly<Record<PageRequest['state'], string>> = {
  open: 'Waiting',
  approved: 'Open now',
  refused: 'Refused',
  ended: 'Over',
}
