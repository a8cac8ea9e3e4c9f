/** What the part of the page about parents shows. */
import { signal } from '@preact/signals'
import type { PublicPage } from '../../lib/protocol/public-page.ts'
import { type Answer, take } from '../answer.ts'
import { publicPageApi } from './api.ts'

export const publicPage = signal<Answer<PublicPage>>(null)

export const load = (): Promise<void> => take(publicPage, publicPageApi.read)
