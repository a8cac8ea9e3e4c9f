/** What the classes part of the page shows. */
import { signal } from '@preact/signals'
import type { ClassDetail, Classes, RosterPreview } from '../../lib/protocol/classes.ts'
import { classesApi } from './api.ts'

export const classes = signal<Classes | null>(null)
/** The class that is open. */
export const opened = signal<ClassDetail | null>(null)
export const preview = signal<RosterPreview | null>(null)
/** A roster is on its way, or being read. */
export const reading = signal(false)

export async function refreshClasses(): Promise<void> {
  classes.value = await classesApi.list()
}

/** After a class was changed: the list, and the class itself if it is open. */
export async function refreshClass(id: number): Promise<void> {
  await refreshClasses()
  if (opened.value?.id === id) opened.value = await classesApi.show(id)
}
