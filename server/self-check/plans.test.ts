/** Schedules of self-checks: who sets them, what is refused, and one whose group is gone. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import { publish } from '../documents/documents.ts'
import { samplePolicy } from '../testing.ts'
import { PlanStage } from './testing-plans.ts'

let stage: PlanStage
beforeEach(async () => {
  stage = await PlanStage.open()
})
afterEach(() => stage.server.close())

describe('a schedule', () => {
  const WANTED = { group: 'year-9', often: 'half-term', weekday: 3, minute: 750 }
  const set = (more: object = {}, role: Role = 'network') =>
    stage.staff('POST', '/admin/self-checks/plan', { ...WANTED, ...more }, role)

  it('is set and ended by those who answer for the filter, on record', async () => {
    for (const role of ['governor', 'head', 'teacher', 'office'] as const)
      expect((await set({}, role)).statusCode, role).toBe(403)
    expect((await set({}, 'dsl')).statusCode).toBe(200)
    expect(await stage.shown()).toMatchObject({ often: 'half-term', weekday: 3, minute: 750, outside: false })
    // Once more is no change.
    await set()
    expect((await set({ often: 'off' })).statusCode).toBe(200)
    expect(await stage.shown()).toBeNull()
    const noted = await stage.db
      .selectFrom('audit')
      .select('subject')
      .where('action', '=', 'self-check-plan')
      .execute()
    expect(noted.map(({ subject }) => subject)).toEqual(['year-9: half-term, day 3, 12:30', 'year-9: off'])
  })

  it('is refused outside school hours and for a group that is none', async () => {
    const hours = [{ days: [1, 2, 3, 4, 5], from: 480, to: 960 }]
    const policy = { ...samplePolicy(), lessons: { hours, onSiteOnly: false } }
    const { db, vault } = stage.server.context
    await publish(db, vault, 'policy', policy, { actor: 'test', note: '' })
    expect((await set({ minute: 960 })).json()).toMatchObject({ error: 'outside-hours', field: 'minute' })
    expect((await set({ weekday: 7 })).statusCode).toBe(422)
    expect((await set({ group: 'toString' })).statusCode).toBe(422)
    expect((await set({ group: '' })).statusCode).toBe(422)
    expect((await set({ often: 'hourly' })).statusCode).toBe(422)
  })

  it('rests while the policy has no such group, and the console says so', async () => {
    await stage.plan('year-12', 13)
    const told = stage.mails()
    await stage.run()
    expect(told).toEqual([])
    expect((await stage.read()).lost).toEqual(['year-12'])
    expect((await set({ group: 'year-12', often: 'off' })).statusCode).toBe(200)
    expect((await stage.read()).lost).toEqual([])
  })
})
