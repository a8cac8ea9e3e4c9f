/** Devices hold so many places: what staff decided is told before what devices found, or is said to have no room. */
import { expect, it } from 'vitest'
import { MOST_CLEARED, MOST_QUARANTINED } from '../../lib/policy/quarantine.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { sealReason } from './content.ts'
import { DAY, foundStage, HOST, toldTo } from './testing-found.ts'

const stage = foundStage()

/** So many decisions of staff, at places of their own. */
async function decided(count: number, what: 'shared' | 'cleared'): Promise<void> {
  const { db, vault } = stage.school.server.context
  const hosts = Array.from({ length: count }, (_, i) => `${what}-${i}.test`)
  const place = await db.selectFrom('found_places').selectAll().executeTakeFirstOrThrow()
  const { id: _, ...like } = place
  await db.transaction().execute(async (trx) => {
    for (const host of hosts) {
      const same = vault.lookup(host)
      const { content } = sealedPlace(same)
      const made = await trx
        .insertInto('found_places')
        .values({ ...like, same, host, content })
        .returning('id')
        .executeTakeFirstOrThrow()
      const until = what === 'cleared' ? null : Date.now() + 30 * DAY
      const reason = sealReason(vault, made.id, '')
      const open = { ended: null, ended_by: null, decided_by: null, by_devices: 0 }
      await trx
        .insertInto('found_decisions')
        .values({ place: made.id, what, at: Date.now(), until, reason, ...open })
        .execute()
    }
  })
}
const sealedPlace = (same: Uint8Array) => {
  const { vault } = stage.school.server.context
  const place = PLACE_OF.foundPlace(Buffer.from(same).toString('hex'))
  return { content: new Uint8Array(vault.seal(JSON.stringify({ path: '' }), place)) }
}

it('devices’ own findings push out nothing that staff closed', async () => {
  await stage.find(stage.amys)
  await decided(MOST_QUARANTINED, 'shared')
  await stage.later(DAY)
  await stage.find(stage.bens)
  const told = (await toldTo(stage.amys)).quarantine ?? []
  expect(told).toHaveLength(MOST_QUARANTINED)
  expect(told.map(({ host }) => host)).toContain('shared-0.test')
  expect(told.map(({ host }) => host)).not.toContain(HOST)
})

it.each([
  ['share', 'shared', MOST_QUARANTINED],
  ['clear', 'cleared', MOST_CLEARED],
] as const)('to %s one more is refused, with what to do', async (press, what, most) => {
  await stage.find(stage.amys)
  const id = (await stage.only())?.id
  await decided(most - 1, what)
  expect(await stage.act(id, press)).toMatchObject({ statusCode: 200 })
  // The same again is no more.
  expect(await stage.act(id, press)).toMatchObject({ statusCode: 200 })
  await stage.act(id, 'undo')
  await stage.find(stage.bens, { host: 'last.test' })
  const last = (await stage.list('?find=last.test')).places[0]?.id
  expect(await stage.act(last, press)).toMatchObject({ statusCode: 200 })
  const refused = await stage.act(id, press)
  expect(refused.json()).toMatchObject({ error: 'full' })
})
