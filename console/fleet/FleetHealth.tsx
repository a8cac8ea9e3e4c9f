import { plural, version } from '../format.ts'
import { Tile, type TileParts } from '../Tile.tsx'
import { look } from './look.ts'
import { fleet } from './state.ts'
import { linkTo, type View, view } from './view.ts'

/** The state of everything in one look. Troubles lead to the devices that have them. */
export function FleetHealth() {
  const now = fleet.value
  if (!now) return <p class="soft">Loading…</p>
  const { counts } = now
  const asking = counts.waiting + counts.held
  return (
    <section aria-labelledby="health">
      <h2 id="health">Fleet health</h2>
      <dl class="tiles tiles--fleet">
        <FleetTile
          name="Enforcing"
          value={`${counts.enforcing} of ${counts.active}`}
          more={`active now, ${counts.confirmed} confirmed`}
          tone={counts.enforcing < counts.active ? 'warn' : 'good'}
        />
        <FleetTile
          name="Tampered or silent"
          value={String(counts.standings.tampered + counts.standings.silent)}
          more={`${counts.standings.tampered} tampered with or broken, ${counts.standings.silent} silent`}
          tone={counts.standings.tampered + counts.standings.silent > 0 ? 'warn' : 'good'}
          show={counts.standings.tampered > 0 || counts.standings.silent === 0 ? 'tampered' : 'silent'}
        />
        <FleetTile
          name="Outdated"
          value={String(counts.outdated)}
          more={`not on Kerb ${now.kerb}, or an old browser`}
          tone={counts.outdated > 0 ? 'warn' : 'good'}
          show="outdated"
        />
        <FleetTile
          name="Never seen"
          value={String(counts.neverSeen)}
          more={
            counts.expected > 0 ? `of ${counts.expected} on your list` : 'no list of expected devices yet'
          }
          tone={counts.neverSeen > 0 ? 'warn' : 'plain'}
          show="never-seen"
        />
        <FleetTile
          name="Findings"
          value={String(counts.findings)}
          more="devices that say something is wrong"
          tone={counts.findings > 0 ? 'warn' : 'good'}
          show="findings"
        />
        <FleetTile
          name="Policy in force"
          value={version(now.policy)}
          more={now.policy ? 'published' : 'nothing is published yet'}
          tone={now.policy ? 'plain' : 'warn'}
        />
        <FleetTile
          name="Asking to join"
          value={String(asking)}
          more={
            counts.folded > 0
              ? `and ${plural(counts.folded, 'ask')} folded away today`
              : counts.held > 0
                ? `${counts.held} held`
                : 'nobody held'
          }
          tone={counts.held > 0 || counts.folded > 0 ? 'warn' : 'plain'}
        />
        <FleetTile
          name="Missing numbers"
          value={String(counts.gaps)}
          more={`devices; ${plural(counts.unreadable, 'row')} unreadable`}
          tone={counts.gaps + counts.unreadable > 0 ? 'warn' : 'good'}
          show="gaps"
        />
        <FleetTile
          name="Behind"
          value={String(counts.behind)}
          more="devices with rows outstanding for over an hour"
          tone={counts.behind > 0 ? 'warn' : 'good'}
        />
      </dl>
      {counts.ahead > 0 && (
        <p>
          {plural(counts.ahead, 'device holds', 'devices hold')} a newer policy or newer lists than this
          server has, as after a backup was restored. What you publish now may be ignored: run{' '}
          <code>npm run policy -- new-epoch</code> on the server.
        </p>
      )}
      {asking > 0 && (
        <p>
          <button
            type="button"
            class="button button--main"
            onClick={() => look({ show: 'asking', find: '' })}
          >
            Look at who is asking
          </button>
        </p>
      )}
    </section>
  )
}

interface FleetTileParts extends TileParts {
  readonly name: string
  /** Where it leads. */
  readonly show?: View['show']
}

const FleetTile = ({ name, show, ...rest }: FleetTileParts) => (
  <Tile {...rest} name={show ? <TileLink name={name} show={show} /> : name} />
)

const TileLink = ({ name, show }: { name: string; show: View['show'] }) => (
  <a
    href={linkTo({ ...view.value, show, find: '', page: 0 })}
    onClick={(event) => {
      event.preventDefault()
      look({ show, find: '' })
      document.getElementById('devices')?.scrollIntoView()
    }}
  >
    {name}
  </a>
)
