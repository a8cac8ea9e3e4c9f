/** What was decided: open now, with an end to it, or over. */
import type { PageRequest } from '../../lib/protocol/page-requests.ts'
import { dateTime } from '../format.ts'
import { decisionsOf, nameOf, savedInWords, whoInWords } from './groups.ts'

interface Props {
  readonly requests: readonly PageRequest[]
  /** Closes it again; left out where that is not this reader's to do. */
  readonly end?: (one: PageRequest, approval: number) => void
}

/** One row for each decision. */
export const Decisions = ({ requests, end }: Props) => (
  <>
    {decisionsOf(requests).map((of) => (
      <Decided key={of[0]?.id} requests={of} {...(end && { end })} />
    ))}
  </>
)

function Decided({ requests, end }: Props) {
  const [one] = requests
  if (!one) return null
  const { approval, decided, handed } = one
  const state = one.state === 'open' && handed ? 'handed' : one.state
  const who = whoInWords(requests)
  return (
    <li>
      <div>
        <strong dir={one.file ? 'auto' : 'ltr'}>{nameOf(one)}</strong>{' '}
        {one.file && <span class="badge">a file</span>}{' '}
        <span class="badge">{one.file && state === 'approved' ? 'Let through' : NAMES[state]}</span>
        <p class="soft small">
          {who}
          {decided && `; ${decided.by === '' ? 'decided' : decided.by}, ${dateTime(decided.at)}`}
        </p>
        {approval && (
          <p class="small">
            {one.file ? 'Let through' : approval.active ? 'Open' : 'Was open'}: {approval.opens}, for{' '}
            {approval.for === 'this pupil' ? who : approval.for}, until {dateTime(approval.until)}
          </p>
        )}
        {one.file && approval && <p class="small">{savedInWords(requests, dateTime)}</p>}
        {decided && decided.reason !== '' && <p class="small">“{decided.reason}”</p>}
      </div>
      {approval?.active && end && (
        <div class="actions">
          <button type="button" class="button" onClick={() => end(one, approval.id)}>
            {one.file ? 'Take it back' : 'Close it now'}
            <span class="visually-hidden">: {nameOf(one)}</span>
          </button>
        </div>
      )}
    </li>
  )
}

const NAMES: Readonly<Record<PageRequest['state'] | 'handed', string>> = {
  open: 'Waiting',
  handed: 'With the network manager',
  approved: 'Open now',
  refused: 'Refused',
  ended: 'Over',
}
