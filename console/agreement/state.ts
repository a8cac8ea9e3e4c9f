/** What the agreement's part of the page shows. */
import { signal } from '@preact/signals'
import type {
  AgreementNumbers,
  AgreementPeople,
  PermissionsPreview,
  Publication,
} from '../../lib/protocol/agreement-staff.ts'
import { agreementApi } from './api.ts'

export const publications = signal<readonly Publication[] | null>(null)
export const numbers = signal<AgreementNumbers | null>(null)
/** Null until somebody asks: each look at names is on record. */
export const people = signal<AgreementPeople | null>(null)
export const query = signal<Readonly<Record<string, string>>>({})
export const permissions = signal<PermissionsPreview | null>(null)
/** A text is being written. */
export const writing = signal(false)

export async function loadTexts(): Promise<void> {
  publications.value = (await agreementApi.texts()).publications
}

export async function loadNumbers(): Promise<void> {
  numbers.value = await agreementApi.numbers()
}

/** A look: with what is asked for now. */
export async function look(change: Readonly<Record<string, string>> = {}): Promise<void> {
  // Something else is looked at from its first page on; after a change the page stays.
  const fromFirst = Object.keys(change).length === 0 ? {} : { page: '' }
  query.value = Object.fromEntries(
    Object.entries({ ...query.value, ...fromFirst, ...change }).filter(([, value]) => value !== ''),
  )
  people.value = await agreementApi.people(query.value)
}

/** What somebody else had open who was signed in here before is not theirs. */
export function forget(): void {
  publications.value = null
  numbers.value = null
  people.value = null
  query.value = {}
  permissions.value = null
  writing.value = false
}
