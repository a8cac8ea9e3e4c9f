/** Devices by what is so with them: to look through, to hand on as a link, to take away as a file. */
import type { TargetedEvent } from 'preact'
import { useEffect } from 'preact/hooks'
import { plural } from '../format.ts'
import { Pager } from '../Pager.tsx'
import { written } from '../written.ts'
import { exportOf } from './api.ts'
import { ExpectedFile } from './ExpectedFile.tsx'
import { InstallationCard } from './InstallationCard.tsx'
import { look } from './look.ts'
import { NeverSeenList } from './NeverSeenList.tsx'
import { fleet, neverSeen } from './state.ts'
import { isFleetLink, type View, view } from './view.ts'
import { SORTS, VIEWS } from './view-words.ts'

export function Installations() {
  const now = fleet.value
  useEffect(() => {
    if (now && isFleetLink(location.hash)) document.getElementById('devices')?.scrollIntoView()
  }, [now === null])
  if (!now) return null
  const { show, find, page } = view.value
  const isNever = show === 'never-seen'
  const total = isNever ? (neverSeen.value?.total ?? 0) : now.total
  const pages = Math.ceil(total / now.pageSize)
  return (
    <section aria-labelledby="devices">
      <div class="heading">
        <h2 id="devices">Devices</h2>
        <p class="soft small" role="status">
          {plural(total, isNever ? 'device' : 'installation')}
        </p>
      </div>
      <Filters />
      {isNever ? (
        <NeverSeenList />
      ) : now.installations.length === 0 ? (
        <p class="empty">{find ? `Nothing begins with “${find}”.` : VIEWS[show].none}</p>
      ) : (
        <ul class="cards">
          {now.installations.map((one) => (
            <InstallationCard
              key={one.installation}
              one={one}
              now={now.at}
              policy={now.policy}
              kerb={now.kerb}
            />
          ))}
        </ul>
      )}
      <Pager label="Pages of devices" page={page} pages={pages} turn={(to) => look({ page: to })} />
      <ExpectedFile />
    </section>
  )
}

function Filters() {
  const { show, sort, find } = view.value
  const counts = fleet.value?.counts
  const nameOf = (one: View['show']): string => {
    const { name, count } = VIEWS[one]
    return counts && count ? `${name} (${count(counts)})` : name
  }
  return (
    <div class="fleet__filters">
      <label>
        <span>Show</span>
        <select
          value={show}
          onChange={({ currentTarget }) => look({ show: keyOf(VIEWS, currentTarget.value), find: '' })}
        >
          {keysOf(VIEWS).map((one) => (
            <option key={one} value={one}>
              {nameOf(one)}
            </option>
          ))}
        </select>
      </label>
      {show !== 'never-seen' && (
        <label>
          <span>Order</span>
          <select
            value={sort}
            onChange={({ currentTarget }) => look({ sort: keyOf(SORTS, currentTarget.value) })}
          >
            {keysOf(SORTS).map((one) => (
              <option key={one} value={one}>
                {SORTS[one]}
              </option>
            ))}
          </select>
        </label>
      )}
      {show !== 'never-seen' && (
        <form role="search" class="find" onSubmit={search}>
          <label htmlFor="find">Find by code or device id</label>
          <input
            id="find"
            name="find"
            type="search"
            maxLength={200}
            autocomplete="off"
            spellcheck={false}
            defaultValue={find}
          />
          <button type="submit" class="button">
            Find
          </button>
        </form>
      )}
      <a class="button" href={exportOf(view.value)} download>
        Export as CSV
      </a>
    </div>
  )
}

const keysOf = <K extends string>(of: Readonly<Record<K, unknown>>): K[] => Object.keys(of) as K[]
/** A choice that the page itself gave. */
function keyOf<K extends string>(of: Readonly<Record<K, unknown>>, value: string): K {
  const found = keysOf(of).find((one) => one === value)
  if (found === undefined) throw new Error(`${value} is none of the choices`)
  return found
}

function search(event: TargetedEvent<HTMLFormElement, SubmitEvent>): void {
  event.preventDefault()
  look({ find: written(event.currentTarget)['find'] ?? '' })
}
