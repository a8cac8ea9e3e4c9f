/** What the guard found on devices: for the network manager, and for safeguarding leads where it is a theme of theirs. */
import type { TargetedEvent } from 'preact'
import type { FoundList } from '../../lib/protocol/found.ts'
import { here } from '../answer.ts'
import { Arriving } from '../Arriving.tsx'
import { plural } from '../format.ts'
import { Pager } from '../Pager.tsx'
import { attempt } from '../state.ts'
import { useFresh } from '../use-fresh.ts'
import { written } from '../written.ts'
import { found, load, look, view } from './state.ts'
import { Place } from './Place.tsx'
import { NONE, VIEWS } from './words.ts'

export function FoundPage() {
  useFresh(found, load)
  const waiting = here(found.value)?.waiting ?? 0
  return (
    <section aria-labelledby="found">
      <div class="heading">
        <h2 id="found" tabIndex={-1}>
          Found by the guard
        </h2>
        {waiting > 0 && <p class="found__waiting">{plural(waiting, 'site needs', 'sites need')} a person</p>}
      </div>
      <p class="soft small">
        Sites that no list knows, told by what they are. Nobody is named here: you see how many devices found
        one, not whose.
      </p>
      <Filters />
      <Arriving shown={found.value} load={load}>
        {(of) => <Places list={of} />}
      </Arriving>
    </section>
  )
}

const Filters = () => (
  <div class="filters">
    <fieldset class="choices">
      <legend class="visually-hidden">Show what the guard found</legend>
      {VIEWS.map(([value, name]) => (
        <label key={value}>
          <input
            type="radio"
            name="found-show"
            checked={view.value.show === value}
            onChange={() => void attempt(() => look({ show: value }))}
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
    <form role="search" class="find" onSubmit={search}>
      <label htmlFor="found-find">Find a site</label>
      <input
        id="found-find"
        name="find"
        type="search"
        maxLength={253}
        autocomplete="off"
        spellcheck={false}
        defaultValue={view.value.find}
      />
      <button type="submit" class="button">
        Find
      </button>
    </form>
  </div>
)

function Places({ list }: { list: FoundList }) {
  const { show, find, page } = view.value
  const pages = Math.ceil(list.total / list.pageSize)
  if (list.places.length === 0)
    return <p class="empty">{find === '' ? NONE[show] : `No site here has “${find}” in its name.`}</p>
  return (
    <>
      <ul class="cards">
        {list.places.map((one) => (
          <Place key={one.id} one={one} now={list.at} />
        ))}
      </ul>
      <Pager
        label="Pages of what the guard found"
        page={page}
        pages={pages}
        turn={(page) => void attempt(() => look({ page }))}
      />
    </>
  )
}

function search(event: TargetedEvent<HTMLFormElement, SubmitEvent>): void {
  event.preventDefault()
  const { find = '' } = written(event.currentTarget)
  void attempt(() => look({ find }))
}
