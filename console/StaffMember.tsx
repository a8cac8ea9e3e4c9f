import { signal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import type { StaffMember } from '../lib/protocol/staff-members.ts'
import { ago, plural } from './format.ts'
import { Once } from './Once.tsx'
import { RoleChoice, rolesOf } from './RoleChoice.tsx'
import { roleNames } from './roles.ts'
import { staffApi } from './staff-api.ts'
import { attempt } from './state.ts'
import { Sure } from './Sure.tsx'

interface Props {
  readonly member: StaffMember
  /** Passkeys can be made here. */
  readonly invitations: boolean
  readonly show: (list: readonly StaffMember[]) => void
}

/** The invitation that was just made, and for whom. */
const invited = signal<{ readonly person: number; readonly address: string } | null>(null)

export function Member({ member, invitations, show }: Props) {
  const called = member.name || member.address
  const off = member.disabled !== null
  const change = (ask: () => Promise<{ staff: StaffMember[] }>, done: string) => () =>
    attempt(async () => show((await ask()).staff), done)
  return (
    <li class="member">
      <div>
        <strong>{called}</strong> {member.name && <span class="soft">{member.address}</span>}{' '}
        {off && <span class="badge badge--held">Switched off</span>}
        <p class="soft small">
          {roleNames(member.roles)}
          {elsewhere(member)}; {waysOf(member)}
        </p>
      </div>
      {invited.value?.person === member.person && (
        <Once
          id={`invited-${member.person}`}
          label={`The invitation for ${called}. It is shown only now, works once, and for three days:`}
          value={invited.value.address}
          putAway={() => (invited.value = null)}
        />
      )}
      <details>
        <summary>
          Change <span class="hidden-visually">{called}</span>
        </summary>
        <form class="form form--staff" onSubmit={(event) => saveRoles(event, member, show)}>
          <RoleChoice legend="Roles that you give" chosen={member.given.administrator} />
          <button type="submit" class="button">
            Save roles
          </button>
        </form>
        <div class="actions">
          {invitations && !off && (
            <button type="button" class="button" onClick={() => invite(member)}>
              Invite to make a passkey
            </button>
          )}
          <button
            type="button"
            class="button"
            onClick={() =>
              void change(() => staffApi.signOut(member.person), `${called} is signed out everywhere.`)()
            }
          >
            Sign out everywhere
          </button>
          {(member.bound || member.passkeys > 0) && (
            <Sure
              ask="Reset sign-in…"
              yes="Forget how they sign in"
              no="Leave it"
              about={called}
              says={`${called} is signed out everywhere, and ${waysLost(member)} forgotten for good. They start again with the school’s sign-in, or with an invitation that you make. Roles stay.`}
              act={change(
                () => staffApi.reset(member.person),
                `${called} starts again: with the school’s sign-in, or a new invitation.`,
              )}
            />
          )}
          {off ? (
            <button
              type="button"
              class="button"
              onClick={() =>
                void change(
                  () => staffApi.setDisabled(member.person, false),
                  `${called} may sign in again.`,
                )()
              }
            >
              Switch on
            </button>
          ) : (
            <Sure
              ask="Switch off…"
              yes="Sign them out and switch off"
              no="Leave it"
              about={called}
              says={`${called} is signed out everywhere at once and cannot sign in until you switch them on again. Roles stay; an invitation that was not used yet is gone.`}
              act={change(
                () => staffApi.setDisabled(member.person, true),
                `${called} is signed out and may not sign in.`,
              )}
            />
          )}
        </div>
      </details>
    </li>
  )
}

/** Roles that cannot be taken here, because they come from somewhere else. */
function elsewhere({ given }: StaffMember): string {
  const from = [
    given.groups.length > 0 ? `${roleNames(given.groups)} from groups` : '',
    given.roster.length > 0 ? `${roleNames(given.roster)} from the roster` : '',
  ].filter(Boolean)
  return from.length > 0 ? ` (${from.join('; ')})` : ''
}

/** What a reset takes. */
function waysLost({ bound, passkeys }: StaffMember): string {
  const ways = [
    bound ? 'the account that they sign in with' : '',
    passkeys > 0 ? plural(passkeys, 'passkey') : '',
  ].filter(Boolean)
  return `${ways.join(' and ')} ${ways.length === 1 && passkeys <= 1 ? 'is' : 'are'}`
}

function waysOf({ bound, passkeys, lastSignIn }: StaffMember): string {
  const ways = [bound ? 'school sign-in' : '', passkeys > 0 ? plural(passkeys, 'passkey') : ''].filter(
    Boolean,
  )
  const last =
    lastSignIn === null ? 'not signed in this month' : `last signed in ${ago(lastSignIn, Date.now())}`
  return `${ways.length > 0 ? `${ways.join(', ')}, ` : ''}${last}`
}

function saveRoles(
  event: TargetedEvent<HTMLFormElement, SubmitEvent>,
  { person, name, address }: StaffMember,
  show: Props['show'],
): void {
  event.preventDefault()
  const roles = rolesOf(event.currentTarget)
  void attempt(
    async () => show((await staffApi.setRoles(person, roles)).staff),
    `The roles of ${name || address} are saved.`,
  )
}

function invite({ person }: StaffMember): void {
  void attempt(async () => {
    const { link } = await staffApi.invite(person)
    invited.value = { person, address: `${location.origin}/#invite=${link}` }
  }, 'The invitation is made.')
}
