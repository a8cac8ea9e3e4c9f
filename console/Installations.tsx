import type { TargetedEvent } from 'preact'
import { fleet, look, view } from './state.ts'
import type { FleetView } from './api.ts'
import { InstallationCard } from './InstallationCard.tsx'
import { plural } from './format.ts'
import { Pager } from './Pager.tsx'

const VIEWS: readonly (readonly [FleetView, string])[] = [
  ['attention', 'Needs a look'],
  ['standing', 'Tampered or silent'],
  ['asking', 'Asking'],
  ['confirmed', 'Confirmed'],
  ['all', 'All'],
]
const NONE: Readonly<Record<FleetView, string>> = {
  attention: 'Nothing needs a look.',
  standing: 'No device is silent or tampered with.',
  asking: 'Nobody is asking to join.',
  confirmed: 'No installation is confirmed yet.',
  all: 'No installation has asked yet.',
}

export function Installations() {
  const now = fleet.value
  if (!now) return null
  const { show, find, page } = view.value
  const pages = Math.ceil(now.total / now.pageSize)
  return (
    <section aria-labelledby="devices">
      <div class="heading">
        <h2 id="devices">Devices</h2>
        <p class="soft small">{plural(now.total, 'installation')}</p>
      </div>
      <div class="filters">
        <fieldset class="choices">
          <legend class="visually-hidden">Show</legend>
          {VIEWS.map(([value, name]) => (
            <label key={value}>
              <input
                type="radio"
                name="show"
                checked={find === '' && show === value}
                onChange={() => look({ show: value, find: '' })}
              />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
        <form role="search" class="find" onSubmit={search}>
          <label htmlFor="find">Find by code or device id</label>
          <input id="find" name="find" type="search" maxLength={200} autocomplete="off" spellcheck={false} />
          <button type="submit" class="button">
            Find
          </button>
        </form>
      </div>
      {now.installations.length === 0 ? (
        <p class="empty">{find ? `Nothing begins with “${find}”.` : NONE[show]}</p>
      ) : (
        <ul class="cards">
          {now.installations.map((one) => (
            <InstallationCard key={one.installation} one={one} now={now.at} policy={now.policy} />
          ))}
        </ul>
      )}
      <Pager label="Pages of devices" page={page} pages={pages} turn={(page) => look({ page })} />
    </section>
  )
}

function search(event: TargetedEvent<HTMLFormElement, SubmitEvent>): void {
  event.preventDefault()
  const find = new FormData(event.currentTarget).get('find')
  look({ find: typeof find === 'string' ? find.trim() : '' })
}
