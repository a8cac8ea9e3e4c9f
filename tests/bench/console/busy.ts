/**
 * What must go on while the server has much to do: lessons that are started, and rows that are acknowledged. Beside it,
 * for as long: previews of the draft, exports of pupils' years, backups; retention began with the server.
 */
import { setTimeout } from 'node:timers/promises'
import type { RunningLesson } from '../../../lib/protocol/lessons.ts'
import { prepare, signed } from '../ingest-devices.ts'
import { keyOf } from '../lesson/device.ts'
import { draftChanges, preview } from './preview.ts'
import type { Stage } from './stage.ts'

/** Rows of one batch, and how long a device waits before its next. */
const BATCH = 20
const PAUSE = 1_000
/** Between two lessons. */
const BETWEEN_LESSONS = 1_500

export interface Busy {
  /** Of each device of each lesson: from the click until it said that it enforces it. Milliseconds. */
  readonly lesson: number[]
  readonly ack: number[]
  /** What was done beside it. */
  readonly previews: number[]
  readonly exports: number[]
  readonly backups: number[]
}

interface Hour {
  readonly stage: Stage
  readonly until: number
  readonly busy: Busy
}

/** @param isWorking with all that is done beside it, or without */
export async function measureBusy(stage: Stage, milliseconds: number, isWorking: boolean): Promise<Busy> {
  const busy: Busy = { lesson: [], ack: [], previews: [], exports: [], backups: [] }
  const hour = { stage, until: performance.now() + milliseconds, busy }
  if (isWorking) await draftChanges(stage.lead)
  const work = isWorking ? [previews(hour), exports(hour), backups(hour)] : []
  const sent = stage.senders.map((_, i) => sendRows(hour, i))
  await Promise.all([lessons(hour), ...sent, ...work])
  return busy
}

async function lessons({ stage, until, busy }: Hour): Promise<void> {
  const { teacher, devices, classId } = stage
  const sites = ['atlas.test', 'maths.test'].map((host) => ({ host }))
  for (let isFirst = true; performance.now() < until || isFirst; isFirst = false) {
    const clicked = Date.now()
    const asked = { class: classId, mode: 'only', sites, frames: [], minutes: 60 }
    const { body } = await teacher.ask<RunningLesson>('POST', '/admin/lessons', asked)
    const { said } = await devices.call('hold', { key: keyOf([body]), since: clicked })
    busy.lesson.push(...said.map((at) => at - clicked))
    const ended = Date.now()
    await teacher.ask('DELETE', `/admin/lessons/${body.id}`)
    await devices.call('hold', { key: '', since: ended })
    await setTimeout(BETWEEN_LESSONS)
  }
}

async function sendRows({ stage, until, busy }: Hour, index: number): Promise<void> {
  const device = stage.senders[index]
  if (device === undefined) return
  // Not all at once.
  await setTimeout((PAUSE * index) / stage.senders.length)
  while (performance.now() < until) {
    const { path, body } = await prepare(device, index, BATCH, Date.now)
    const began = performance.now()
    await signed(stage.address, device, path, body, true)
    busy.ack.push(performance.now() - began)
    await setTimeout(PAUSE)
  }
}

async function previews({ stage, until, busy }: Hour): Promise<void> {
  while (performance.now() < until) busy.previews.push((await preview(stage.lead)).took)
}

async function exports({ stage, until, busy }: Hour): Promise<void> {
  for (let i = 0; performance.now() < until; i += 1) {
    const look = stage.looks[i % stage.looks.length]
    const { took } = await stage.lead.ask('GET', `/admin/record-looks/${look}/pack`)
    busy.exports.push(took)
  }
}

/** One after the other; the last is called off when the time is over. */
async function backups({ stage, until, busy }: Hour): Promise<void> {
  const state = async () =>
    (await stage.lead.ask<{ running: unknown }>('GET', '/admin/backups')).body.running !== null
  while (performance.now() < until) {
    const began = performance.now()
    await stage.lead.ask('POST', '/admin/backups')
    let isRunning = true
    while (isRunning && performance.now() < until) {
      await setTimeout(500)
      isRunning = await state()
    }
    if (!isRunning) busy.backups.push(performance.now() - began)
  }
  if (await state()) await stage.lead.ask('DELETE', '/admin/backups/running')
}
