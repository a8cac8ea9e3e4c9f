import { signal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import { useEffect } from 'preact/hooks'
import { timeCell } from '../lib/protocol/csv.ts'
import type { StaffMember } from '../lib/protocol/staff-members.ts'
import type { Column } from './list/csv.ts'
import { SmallList } from './list/SmallList.tsx'
import { RoleChoice, rolesOf } from './RoleChoice.tsx'
import { roleNames } from './roles.ts'
import { staffApi } from './staff-api.ts'
import { Member } from './StaffMember.tsx'
import { attempt } from './state.ts'

const staff = signal<readonly StaffMember[] | null>(null)
const invitations = signal(false)

/** Everybody who may sign in, for the network manager. */
export function Staff() {
  useEffect(() => void attempt(load), [])
  const list = staff.value
  if (!list) return null
  return (
    <section aria-labelledby="staff">
      <h2 id="staff">Staff</h2>
      <div class="panel">
        <SmallList
          names={['member of staff', 'members of staff']}
          rows={list}
          empty="Nobody yet. Add yourself first, so that you need no link next time."
          text={({ name, address, roles }) => `${name} ${address} ${roleNames(roles)}`}
          sorts={SORTS}
          file="kerb-staff"
          columns={COLUMNS}
        >
          {(one) => <Member key={one.person} member={one} invitations={invitations.value} show={show} />}
        </SmallList>
      </div>
      <div class="panel">
        <h3>Add a member of staff</h3>
        <form class="form form--staff" onSubmit={add}>
          <label>
            <span>E-mail address</span>
            <input name="address" type="email" required maxLength={254} autocomplete="off" />
          </label>
          <label>
            <span>Name (optional)</span>
            <input name="name" maxLength={100} autocomplete="off" />
          </label>
          <RoleChoice legend="What they may do" chosen={[]} />
          <button type="submit" class="button">
            Add
          </button>
        </form>
      </div>
    </section>
  )
}

const byName = (a: StaffMember, b: StaffMember): number =>
  (a.name || a.address).localeCompare(b.name || b.address, 'en-GB')

const SORTS = [
  ['Name', byName],
  ['Signed in last', (a: StaffMember, b: StaffMember) => (b.lastSignIn ?? 0) - (a.lastSignIn ?? 0)],
  [
    'Not signed in for longest',
    (a: StaffMember, b: StaffMember) => (a.lastSignIn ?? 0) - (b.lastSignIn ?? 0),
  ],
  ['Newest', (a: StaffMember, b: StaffMember) => b.created - a.created],
] as const

const COLUMNS: readonly Column<StaffMember>[] = [
  ['Name', ({ name }) => name],
  ['Address', ({ address }) => address],
  ['Roles', ({ roles }) => roleNames(roles)],
  ['Switched off (UTC)', ({ disabled }) => timeCell(disabled)],
  ['School sign-in', ({ bound }) => (bound ? 'yes' : 'no')],
  ['Passkeys', ({ passkeys }) => passkeys],
  ['Signed in last (UTC)', ({ lastSignIn }) => timeCell(lastSignIn)],
]

async function load(): Promise<void> {
  invitations.value = (await staffApi.ways()).passkeys
  show((await staffApi.staff()).staff)
}

const show = (list: readonly StaffMember[]): void => void (staff.value = list)

function add(event: TargetedEvent<HTMLFormElement, SubmitEvent>): void {
  event.preventDefault()
  const form = event.currentTarget
  const text = (name: string) => {
    const value = new FormData(form).get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  const address = text('address')
  void attempt(async () => {
    show((await staffApi.addStaff(address, text('name'), rolesOf(form))).staff)
    form.reset()
  }, `${address} may sign in now.`)
}
