/** Installations in the database: found, made, seen again, decided. */
import type { Selectable } from 'kysely'
import type { Place } from '../../lib/policy/document.ts'
import type { Claim, EnrolmentState } from '../../lib/protocol/wire.ts'
import type { Database } from '../db/open.ts'
import type { InstallationsTable } from '../db/tables/enrolment.ts'
import type { People } from '../db/people.ts'
import { isConfirmed, sameDevice } from './devices.ts'
import { endingOf, unfold } from './endings.ts'
import { ACTIVE, type Holder, NEEDS_A_PERSON, PASSED_BY } from './judge.ts'

export type Installation = Selectable<InstallationsTable>

/** Contacts closer together than this are one visit, when it is counted how often a stranger came back. */
const ONE_VISIT = 20_000

export const findInstallation = (db: Database, installation: string): Promise<Installation | undefined> =>
  db.selectFrom('installations').selectAll().where('installation', '=', installation).executeTakeFirst()

/**
 * Whom an installation may be answered about: the person it stands for, as long as it says that it is them, or null
 * for nobody in particular. `withheld` for one that nobody confirmed, that another followed on its device, or that
 * names another person.
 */
export function personOf(
  installation: Pick<Installation, 'state' | 'state_reason' | 'follower' | 'person' | 'settled_person'>,
): number | null | 'withheld' {
  const isOver = installation.follower !== null || isUndecided(installation)
  if (installation.state !== 'confirmed' || isOver || saysAnother(installation)) return 'withheld'
  return installation.person
}

/** It is judged when it speaks. One whose rows count only because it was passed by was never judged to the end. */
export const isUndecided = ({ state, state_reason }: Pick<Installation, 'state' | 'state_reason'>): boolean =>
  state === 'waiting' ? !NEEDS_A_PERSON.includes(state_reason) : state_reason === PASSED_BY

/** A throw-away profile that is confirmed without a person's click: another one may turn out to be the device. */
export const isLetInByItself = ({ state, state_reason, ephemeral }: Installation): boolean =>
  state === 'confirmed' && ephemeral === 1 && !NEEDS_A_PERSON.includes(state_reason)

/** True when an installation names somebody else than the person it stands for. */
export const saysAnother = ({
  person,
  settled_person,
}: Pick<Installation, 'person' | 'settled_person'>): boolean =>
  person !== null && settled_person !== null && person !== settled_person

/** True when whoever an installation stands for has signed out of the browser: nobody in particular uses it now. */
export const hasSignedOut = ({
  person,
  settled_person,
}: Pick<Installation, 'person' | 'settled_person'>): boolean => person === null && settled_person !== null

/** The columns that a claim fills, with the person as a number. */
export async function claimColumns(db: Database, people: People, claim: Claim) {
  return {
    person: claim.person ? await people.numberOf(db, claim.person.name) : null,
    person_from: claim.person?.from ?? null,
    claimed_group: claim.group ?? null,
    platform: claim.platform,
    browser: claim.browser,
    extension: claim.extension,
  }
}

/** The columns that a claim fills until somebody has decided: by them an installation is judged. */
export const deviceColumns = ({ directoryId, assetId, ephemeral }: Claim) => ({
  directory_id: directoryId ?? null,
  asset_id: assetId ?? null,
  ephemeral: ephemeral ? 1 : 0,
})

/**
 * Notes that an installation spoke. Its device ids, and whether it is thrown away, stay what they were when it was
 * judged: a confirmed installation does not become another device by saying so. Ids that were not known may be added
 * while nobody has decided.
 */
export async function seen(
  db: Database,
  people: People,
  installation: Installation,
  contact: { readonly claim: Claim; readonly place: Place; readonly now: number },
): Promise<void> {
  const { claim, place, now } = contact
  const columns = await claimColumns(db, people, claim)
  // The first person that a confirmed installation names is who it stands for, until a person decides otherwise.
  const settled = installation.settled_person ?? installation.person ?? columns.person
  await db
    .updateTable('installations')
    .set({
      ...columns,
      ...(installation.state === 'confirmed' ? { settled_person: settled } : {}),
      ...(installation.state === 'waiting' ? deviceColumns(claim) : {}),
      place,
      last_seen: now,
      // Whoever speaks is not over, unless it is the others that are asked.
      ...(isLetInByItself(installation) ? {} : { follower: null, ending: null }),
      times_seen: installation.times_seen + (now - installation.last_seen > ONE_VISIT ? 1 : 0),
    })
    .where('id', '=', installation.id)
    .execute()
}

/**
 * Puts an installation into a state. Confirming it settles whom it stands for: who it says it is now. Those that one
 * followed which is confirmed no more have their device back.
 */
export async function setState(
  db: Database,
  id: number,
  to: {
    state: EnrolmentState
    reason: string
    contestedWith?: string | undefined
    window?: number | undefined
  },
  now: number,
): Promise<void> {
  await db
    .updateTable('installations')
    .set({
      state: to.state,
      state_reason: to.reason,
      state_since: now,
      contested_with: to.contestedWith ?? null,
      follower: null,
      ending: null,
      ...(to.state === 'confirmed' ? { settled_person: (e) => e.ref('person') } : {}),
      ...(to.window === undefined ? {} : { enrolment_window: to.window }),
    })
    .where('id', '=', id)
    .execute()
  if (to.state !== 'confirmed') await unfold(db, id)
}

/**
 * Confirmed installations that claim the same directory id or asset id, most recent first; of throw-away profiles only
 * those that none has followed. A stranger who was held for claiming a device must not keep it from those who have it.
 */
export async function holdersOf(
  db: Database,
  device: { readonly directoryId?: string | undefined; readonly assetId?: string | undefined },
  except: string,
): Promise<Holder[]> {
  const { directoryId = null, assetId = null } = device
  if (!directoryId && !assetId) return []
  const rows = await db
    .selectFrom('installations')
    .select(['id', 'installation', 'first_seen', 'last_seen', 'state_since', 'ephemeral'])
    .select(['written', 'acknowledged'])
    .where(isConfirmed)
    .where('follower', 'is', null)
    .where('installation', '!=', except)
    .where(sameDevice({ directory_id: directoryId, asset_id: assetId }))
    .orderBy('last_seen', 'desc')
    .limit(50)
    .execute()
  return Promise.all(
    rows.map(async (r) => ({
      installation: r.installation,
      firstSeen: r.first_seen,
      lastSeen: r.last_seen,
      since: r.state_since,
      ephemeral: r.ephemeral === 1,
      hasLeft: r.ephemeral === 1 && (await endingOf(db, r)) === 'finished',
    })),
  )
}

/** Where else the same person is at work now, on confirmed installations. */
export async function personElsewhere(db: Database, person: number | null, except: string, now: number) {
  if (person === null) return []
  const rows = await db
    .selectFrom('installations')
    .select(['last_seen', 'place'])
    .where('person', '=', person)
    .where('last_seen', '>', now - ACTIVE)
    .where('state', '=', 'confirmed')
    .where('installation', '!=', except)
    .limit(20)
    .execute()
  return rows.map((r) => ({ lastSeen: r.last_seen, place: r.place as Place }))
}
