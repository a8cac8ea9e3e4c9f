/** Which lessons run, as the page last heard. */
import { signal } from '@preact/signals'
import type { RunningLesson } from '../../lib/protocol/lessons.ts'
import { lessonsApi } from './api.ts'
import { begin } from './setup.ts'

export const running = signal<readonly RunningLesson[] | null>(null)
/** When that was. Epoch milliseconds. */
export const runningAt = signal(0)
/** The time that the page goes by; it steps now and then. */
export const now = signal(Date.now())

export async function refreshRunning(): Promise<void> {
  running.value = (await lessonsApi.running()).lessons
  runningAt.value = Date.now()
}

/** Classes, saved sets, bells. */
export async function refreshBeginning(): Promise<void> {
  begin(await lessonsApi.beginning(), Date.now())
}
