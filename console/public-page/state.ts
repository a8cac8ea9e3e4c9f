/** What the part of the page about parents shows. */
import { signal } from '@preact/signals'
import type { PublicPage } from '../../lib/protocol/public-page.ts'
import { ApiError } from '../api.ts'
import { leave } from '../state.ts'
import { publicPageApi } from './api.ts'

/** Null until the first answer; words where none came. */
export const publicPage = signal<PublicPage | string | null>(null)

export async function load(): Promise<void> {
  try {
    publicPage.value = await publicPageApi.read()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 401) leave('Your session has ended.')
    if (publicPage.value === null || typeof publicPage.value === 'string') publicPage.value = error.message
  }
}
