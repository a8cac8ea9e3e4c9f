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
const told = (...files: FileCard[]): Downloads => ({ files, school })
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
