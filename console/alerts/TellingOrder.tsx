/** Who is told of an alert first, and who next when nobody opens it. */
import type { Telling } from '../../lib/protocol/alerts.ts'
import { Arriving } from '../Arriving.tsx'
import { plural } from '../format.ts'
import { focusSoon } from '../lessons/focus.ts'
import { attempt } from '../state.ts'
import { useFresh } from '../use-fresh.ts'
import { alertsApi } from './api.ts'
import { loadTelling, telling } from './state.ts'
import { MAIL_WORDS } from './words.ts'

export function TellingOrder() {
  useFresh(telling, loadTelling)
  return (
    <section aria-label="Who is told">
      <Arriving shown={telling.value} load={loadTelling}>
        {(of) => <Order of={of} />}
      </Arriving>
    </section>
  )
}

const Order = ({ of: { order, openWithin, heads, mail } }: { of: Telling }) => (
  <div class="panel">
    {mail !== 'works' && <p class="troubles">{MAIL_WORDS[mail]}</p>}
    <p>
      A high alert is mailed at once, at any hour, to the first. When nobody opens it within{' '}
      {plural(openWithin, 'minute')}, the next is told as well, and so on
      {heads > 0
        ? '; after the last, the head is told that nobody has opened it.'
        : '. Nobody has the role of a head: after the last, the same people are told again.'}{' '}
      Medium alerts are mailed in the hours in which your policy says that the team reads. Low ones are not
      mailed. Mail names nobody and says nothing of what it is about.
    </p>
    {order.length === 0 ? (
      <p class="empty">Nobody is a safeguarding lead: nobody is told.</p>
    ) : (
      <ol class="rows">
        {order.map(({ person, name }, place) => (
          <li key={person}>
            <strong>
              {place + 1}. <bdi>{name}</bdi>
            </strong>
            <button
              type="button"
              id={`earlier-${person}`}
              class="button"
              aria-disabled={place === 0}
              aria-label={`Tell ${name} earlier`}
              onClick={() => place > 0 && move(order, place)}
            >
              Earlier
            </button>
          </li>
        ))}
      </ol>
    )}
    <p class="soft small">
      Deputies are those whom your network manager gives the role of a safeguarding lead too.
    </p>
  </div>
)

function move(order: Telling['order'], place: number): void {
  const persons = order.map(({ person }) => person)
  const [moved] = persons.splice(place, 1)
  if (moved === undefined) return
  persons.splice(place - 1, 0, moved)
  void attempt(async () => {
    telling.value = await alertsApi.order(persons)
    focusSoon(`earlier-${moved}`)
  }, 'The order is set.')
}
