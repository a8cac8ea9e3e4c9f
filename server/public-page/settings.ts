/** Whether the page for parents is there, and what the school itself says on it. */
import {
  type PublicPage,
  type PublicPageSettings,
  publicPageSettingsSchema,
} from '../../lib/protocol/public-page.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { policyInForce } from '../documents/documents.ts'
import { Refusal } from '../errors.ts'

/** Null while nobody has said anything: then the page is off. */
export async function settingsOf(
  db: Database,
): Promise<(PublicPageSettings & { readonly changed: number }) | null> {
  const row = await db.selectFrom('public_page').selectAll().executeTakeFirst()
  if (row === undefined) return null
  const { contact, changed } = row
  const said = { on: row.on === 1, contact, groups: JSON.parse(row.groups) as unknown }
  return { ...publicPageSettingsSchema.parse(said), changed }
}

/** What the console shows. */
export async function readSettings({
  db,
  vault,
  environment,
}: Pick<Context, 'db' | 'vault' | 'environment'>): Promise<PublicPage> {
  const [settings, policy] = [await settingsOf(db), await policyInForce({ db, vault })]
  const people = Object.values(policy?.people ?? {})
  const known = Object.entries(policy?.groups ?? {}).map(([group, { ageGroup }]) => ({
    group,
    ageGroup,
    people: people.filter((of) => of === group).length,
  }))
  const isOn = settings?.on === true && policy !== undefined
  return {
    on: settings?.on ?? false,
    contact: settings?.contact ?? '',
    groups: settings?.groups ?? [],
    address: isOn ? addressOf(environment.publicUrl) : null,
    changed: settings?.changed ?? null,
    known,
    hasPolicy: policy !== undefined,
  }
}

const addressOf = (publicUrl: string | undefined): string =>
  publicUrl === undefined ? '/parents' : new URL('/parents', publicUrl).href

/** Takes what the school says. A group is named once, and only one that the policy has. */
export async function setSettings(
  { db, vault }: Pick<Context, 'db' | 'vault'>,
  next: PublicPageSettings,
  actor: string,
  now: number,
): Promise<void> {
  const policy = await policyInForce({ db, vault })
  const groups = next.groups.map(({ group }) => group)
  const strange = groups.find((group) => !Object.hasOwn(policy?.groups ?? {}, group))
  if (strange !== undefined)
    throw new Refusal(
      422,
      'group',
      'One of these groups is not in the policy in force: load the page again.',
      {
        field: 'groups',
      },
    )
  if (new Set(groups).size < groups.length)
    throw new Refusal(422, 'group', 'A group is named twice: give it one name.', { field: 'groups' })
  await db.transaction().execute(async (trx) => {
    const values = {
      on: next.on ? (1 as const) : (0 as const),
      contact: next.contact.trim(),
      groups: JSON.stringify(next.groups),
      changed: now,
    }
    await trx
      .insertInto('public_page')
      .values({ one: 1, ...values })
      .onConflict((c) => c.column('one').doUpdateSet(values))
      .execute()
    await note(trx, actor, 'public-page', next.on ? 'on' : 'off')
  })
}
