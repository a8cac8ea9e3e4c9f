/** Devices on the school's list that never asked to be let in. */
import { date } from '../format.ts'
import { neverSeen } from './state.ts'
import { VIEWS } from './view-words.ts'

const KINDS = { directory: 'directory id', asset: 'asset id' } as const

export function NeverSeenList() {
  const list = neverSeen.value
  if (!list)
    return (
      <p class="soft" role="status">
        Loading…
      </p>
    )
  if (list.expected === 0)
    return (
      <p class="empty">
        There is no list of the devices you expect yet. Import one below: then the devices that are missing
        stand here.
      </p>
    )
  if (list.devices.length === 0) return <p class="empty">{VIEWS['never-seen'].none}</p>
  return (
    <div class="table-box">
      <table aria-label="Devices that were never seen">
        <thead>
          <tr>
            <th scope="col">Device</th>
            <th scope="col">Known by its</th>
            <th scope="col">On the list since</th>
          </tr>
        </thead>
        <tbody>
          {list.devices.map(({ kind, value, added }) => (
            <tr key={`${kind} ${value}`}>
              <th scope="row">{value}</th>
              <td>{KINDS[kind]}</td>
              <td>{date(new Date(added).toISOString().slice(0, 10))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
