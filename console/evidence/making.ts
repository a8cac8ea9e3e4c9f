/** A pack that is being made: how far it is, and the way out. */
import { signal } from '@preact/signals'
import type { PackMaking } from '../../lib/protocol/evidence-staff.ts'
import { saveFile } from '../../lib/ui/parts/save-file.ts'
import { attempt, notice } from '../state.ts'
import { evidenceApi, type PackKind, type PackSpan } from './api.ts'

/** Null where none is made here; without `at` the server has not said yet how far it is. */
export const making = signal<{ readonly look: string; readonly at: PackMaking | null } | null>(null)

const NOT_ALL_OF_IT =
  'It is made, but does not hold all of it: only the newest rows fit in one file. Make another for the days before those.'

/** How often it is asked. Milliseconds. */
const SOON = 700
let isCancelled = false

export async function makePack(
  look: string,
  what: 'pack' | 'copy',
  as: PackKind,
  span: PackSpan,
): Promise<void> {
  // A second press while the first is under way would be a second pack, on record too.
  if (making.value !== null) return
  making.value = { look, at: null }
  isCancelled = false
  const timer = setInterval(() => void watch(look), SOON)
  try {
    await attempt(async () => {
      const made = await evidenceApi.pack(look, what, as, span).catch((error: unknown) => {
        if (isCancelled) return null
        throw error
      })
      if (made === null) notice.value = { text: 'Cancelled: no file was made.', wrong: false }
      else {
        saveFile(
          `kerb-${what}-${new Date().toISOString().slice(0, 10)}.${as}`,
          made.file,
          `application/${as}`,
        )
        notice.value =
          made.said === null
            ? { text: 'It is made: look among your downloads.', wrong: false }
            : { text: NOT_ALL_OF_IT, wrong: true }
      }
    })
  } finally {
    clearInterval(timer)
    making.value = null
  }
}

/** What cannot be asked now is asked again; what matters is said where the pack itself arrives. */
async function watch(look: string): Promise<void> {
  const answer = await evidenceApi.making(look).catch(() => null)
  if (making.value?.look === look && answer?.making) making.value = { look, at: answer.making }
}

export function cancelPack(look: string): void {
  isCancelled = true
  void attempt(async () => void (await evidenceApi.cancelPack(look)))
}

const PHASES: Readonly<Record<PackMaking['phase'], string>> = {
  rows: 'Reading what is on record',
  proofs: 'Gathering what proves it',
  file: 'Putting the file together',
}
export const makingWords = (at: PackMaking | null): string =>
  at === null ? 'Beginning' : at.phase === 'rows' ? `${PHASES.rows}: ${percent(at.done)}` : PHASES[at.phase]

const percent = (done: number | null): string => `${Math.floor((done ?? 0) * 100)} %`
