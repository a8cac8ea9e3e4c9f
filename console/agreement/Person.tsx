import { signal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import type { AgreementPerson } from '../../lib/protocol/agreement-staff.ts'
import { date, dateTime } from '../format.ts'
import { focusSoon } from '../lessons/focus.ts'
import { attempt } from '../state.ts'
import { agreementApi } from './api.ts'
import { loadNumbers, look } from './state.ts'
import { Badges } from './Badges.tsx'

/** For whom a permission is being recorded. */
const recording = signal<number | null>(null)

/** How one person stands, and their parent's permission. */
export const Person = ({ one }: { one: AgreementPerson }) => (
  <li>
    <div>
      <strong>{one.name}</strong>{' '}
      <Badges state={one.state} permissionMissing={one.needsParent && one.permission === null} />
      <p class="soft small">
        {[...one.classes, one.group].join(', ')}
        {one.agreed !== null && `; agreed ${dateTime(one.agreed)}`}
        {permissionWords(one)}
      </p>
      {one.unconfirmed && (
        <p class="note small">
          Seems to use a device that the school has not confirmed. There, neither this agreement nor a
          permission counts; a network manager can look at it under Devices.
        </p>
      )}
    </div>
    {one.needsParent && (recording.value === one.person ? <Record one={one} /> : <Decide one={one} />)}
  </li>
)

const Decide = ({ one }: { one: AgreementPerson }) => (
  <button
    id={`permission-${one.person}`}
    type="button"
    class="button"
    aria-label={`${one.permission ? 'Take back' : 'Record'} the permission for ${one.name}`}
    onClick={() => (one.permission ? permit(one, false) : begin(one))}
  >
    {one.permission ? 'Take back permission' : 'Record permission'}
  </button>
)

const Record = ({ one }: { one: AgreementPerson }) => (
  <form class="form form--line agreement-record" onSubmit={(event) => record(event, one)}>
    <label>
      <span>
        Who gave it<span class="hidden-visually"> for {one.name}</span> (optional)
      </span>
      <input id={`by-${one.person}`} name="by" maxLength={120} autocomplete="off" />
    </label>
    <button type="submit" class="button button--main">
      Record
    </button>
    <button type="button" class="button button--quiet" onClick={() => end(one)}>
      Cancel
    </button>
  </form>
)

function permissionWords({ needsParent, permission }: AgreementPerson): string {
  if (permission === null) return needsParent ? '; no permission on record' : ''
  const by = permission.by === '' ? '' : ` by ${permission.by}`
  return `; permission given ${date(permission.on)}${by}${permission.how === 'csv' ? ', imported' : ''}`
}

function begin({ person }: AgreementPerson): void {
  recording.value = person
  focusSoon(`by-${person}`)
}

function end({ person }: AgreementPerson): void {
  recording.value = null
  focusSoon(`permission-${person}`)
}

function record(event: TargetedEvent<HTMLFormElement, SubmitEvent>, one: AgreementPerson): void {
  event.preventDefault()
  const by = new FormData(event.currentTarget).get('by')
  permit(one, true, typeof by === 'string' ? by.trim() : '')
}

function permit(one: AgreementPerson, given: boolean, by = ''): void {
  void attempt(
    async () => {
      await agreementApi.permit(one.person, given, by)
      await Promise.all([look(), loadNumbers()])
      end(one)
    },
    given ? `The permission for ${one.name} is on record.` : `The permission for ${one.name} is taken back.`,
  )
}
