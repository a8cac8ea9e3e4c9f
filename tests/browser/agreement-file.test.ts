/** An agreement that is a PDF: the browser's own viewer draws it, under the very policy that our pages have. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toBase64url } from '../../lib/protocol/bytes.ts'
import { publishText } from '../../server/agreement/texts.ts'
import { BY, text } from '../../server/agreement/testing-agreement.ts'
import { currentDocument } from '../../server/documents/documents.ts'
import { samplePdf } from '../fixtures/sample-pdf.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { hasText } from '../rig/agreement-text.ts'
import { until } from '../rig/until.ts'
import { openPage, PATIENTLY, says, withPage } from './backstops/school.ts'
import { AMY, openClassroom, type Classroom } from './lessons/classroom.ts'

/** What the file is painted with, which is on no page of ours. */
const PAINT = [204, 25, 102] as const

let room: Classroom
let amy: ManagedBrowser

beforeAll(async () => {
  room = await openClassroom()
  amy = await room.seat(AMY)
  const file = text({ pdf: toBase64url(samplePdf(PAINT)), body: 'In short: be kind.', questions: [] })
  await publishText(room.context, file, BY, Date.now())
  const policy = (await currentDocument(room.context.db, room.context.vault, 'policy'))!
  const group = policy.groups[policy.defaultGroup]!
  const agreement = { text: 'child' as const, parent: false, until: 'set-work' as const, open: [] }
  await room.school.publish({
    ...policy,
    version: { ...policy.version, number: policy.version.number + 1 },
    issuedAt: Date.now(),
    groups: { ...policy.groups, [policy.defaultGroup]: { ...group, agreement } },
  })
  await until(() => hasText(amy), {
    what: 'the file on the disk',
    within: PATIENTLY,
    every: 1_000,
  })
}, 240_000)
afterAll(() => room?.close())

/** How many points of what the tab shows are painted as the file is. */
async function painted(tab: string): Promise<number> {
  const { data } = await withPage(amy, tab, (send) =>
    send<{ data: string }>('Page.captureScreenshot', { format: 'png' }),
  )
  const folder = process.env['KERB_SCREENS']
  if (folder) writeFileSync(join(folder, 'agreement-file-drawn.png'), Buffer.from(data, 'base64'))
  const [red, green, blue] = PAINT
  return amy.evaluateInWorker(
    async ([data, red, green, blue]) => {
      const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0))
      const image = await createImageBitmap(new Blob([bytes]))
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!
      context.drawImage(image, 0, 0)
      const points = context.getImageData(0, 0, image.width, image.height).data
      let count = 0
      for (let i = 0; i < points.length; i += 4) {
        const off = [points[i]! - red, points[i + 1]! - green, points[i + 2]! - blue]
        if (off.every((by) => Math.abs(by) < 12)) count += 1
      }
      return count
    },
    [data, red, green, blue] as const,
  )
}

test('the file is drawn on the page, and its summary stands beside it', async () => {
  const tab = await openPage(amy, `chrome-extension://${amy.extensionId}/agreement.html`)
  await says(amy, tab, 'In short: be kind.')
  await until(async () => (await painted(tab)) > 10_000, {
    what: 'the file to be drawn',
    within: PATIENTLY,
    every: 1_000,
  })
  expect(await painted(tab)).toBeGreaterThan(10_000)
}, 120_000)
