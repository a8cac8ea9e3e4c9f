import { plural, version } from './format.ts'
import { fleet, look } from './state.ts'

/** The state of everything in one look. Troubles lead to the devices that have them. */
export function FleetHealth() {
  const now = fleet.value
  if (!now) return <p class="soft">Loading…</p>
  const { counts } = now
  const asking = counts.waiting + counts.held
  return (
    <section aria-labelledby="health">
      <h2 id="health">Fleet health</h2>
      <dl class="tiles">
        <Tile
          name="Enforcing"
          value={`${counts.enforcing} of ${counts.active}`}
          more={`active now, ${counts.confirmed} confirmed`}
          tone={counts.enforcing < counts.active ? 'warn' : 'good'}
        />
        <Tile
          name="Tampered or silent"
          value={String(counts.standings.tampered + counts.standings.silent)}
          more={`${counts.standings.tampered} tampered with or broken, ${counts.standings.silent} silent`}
          tone={counts.standings.tampered + counts.standings.silent > 0 ? 'warn' : 'good'}
        />
        <Tile
          name="Policy in force"
          value={version(now.policy)}
          more={now.policy ? 'published' : 'nothing is published yet'}
          tone={now.policy ? 'plain' : 'warn'}
        />
        <Tile
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
        <Tile
          name="Missing numbers"
          value={String(counts.gaps)}
          more={`devices; ${plural(counts.unreadable, 'row')} unreadable`}
          tone={counts.gaps + counts.unreadable > 0 ? 'warn' : 'good'}
        />
        <Tile
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

const Tile = (p: { name: string; value: string; more: string; tone: 'good' | 'warn' | 'plain' }) => (
  <div class={`tile tile--${p.tone}`}>
    <dt>{p.name}</dt>
    <dd class="tile__value">{p.value}</dd>
    <dd class="soft small">{p.more}</dd>
  </div>
)
