/** What the page that asks about files may be told: every state that a file can be in. */
import type { Downloads, FileCard } from '../../../lib/messages/download.ts'
import { school } from './school.ts'

const sheet: FileCard = {
  id: 'a',
  name: 'fractions-worksheet.pdf',
  kind: 'document',
  bytes: 248_000,
  host: 'nrich.example.test',
  state: 'ask',
  reason: 'kind',
}
const NOW = Date.UTC(2026, 10, 24, 10)
const told = (...files: FileCard[]): Downloads => ({ files, school, timeZone: 'Europe/London', now: NOW })
const pack: FileCard = { ...sheet, name: 'shapes-and-angles.zip', kind: 'archive', state: 'adult' }
const asking = (request?: NonNullable<FileCard['asking']>['request']): FileCard => ({
  ...pack,
  asking: { may: 'yes', waits: false, ...(request && { request }) },
})
const state = (of: FileCard['state']): FileCard => ({ ...sheet, state: of })

export const DOWNLOADS: Readonly<Record<string, Downloads>> = {
  one: told(sheet),
  many: told(
    ...Array.from({ length: 20 }, (_, i): FileCard => ({
      ...sheet,
      id: `s${i}`,
      name: `a-rather-long-name-of-a-worksheet-about-fractions-number-${i + 1}.pdf`,
      bytes: i % 3 === 0 ? null : 90_000 * (i + 1),
    })),
  ),
  blocked: told({ ...sheet, name: 'setup.exe', kind: 'executable', state: 'blocked', bytes: 48_000_000 }),
  disguised: told({
    ...sheet,
    name: 'fractions.pdf.exe',
    kind: 'executable',
    state: 'blocked',
    reason: 'disguise',
  }),
  adult: told({
    ...sheet,
    name: 'field-trip.mp4',
    kind: 'video',
    state: 'adult',
    reason: 'size',
    bytes: 1.4e9,
  }),
  'adult-ask': told(asking()),
  'adult-nobody': told({ ...pack, asking: { may: 'nobody', waits: false } }),
  'adult-kept': told(asking({ state: 'kept', with: 'network' })),
  'adult-open': told(asking({ state: 'open', with: 'teacher', name: 'Ms Khan' })),
  'adult-refused': told(
    asking({ state: 'refused', with: 'teacher', name: 'Ms Khan', reason: 'Use the one in our class folder' }),
  ),
  'adult-approved': told(asking({ state: 'approved', with: 'network', until: NOW + 3_600_000 })),
  'adult-never': told(asking({ state: 'never', with: 'network' })),
  again: told(state('again')),
  saving: told(state('saving')),
  saved: told(state('saved')),
  mixed: told(
    sheet,
    { ...sheet, id: 'b', name: 'photo.png', kind: 'picture', state: 'saved' },
    { ...sheet, id: 'c', name: 'Übung – درس 3.zip', kind: 'archive', host: '', bytes: null },
    { ...sheet, id: 'd', name: 'game.exe', kind: 'executable', state: 'blocked' },
  ),
  none: told(),
}
