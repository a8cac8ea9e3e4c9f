/** Rows of a worker that was only just woken: its index is on the disk alone. */
import { expect, test } from 'vitest'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import { shippedLists } from '../lists/load.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { downloadRecord } from './download-rows.ts'

const ALLOWED: Verdict = { action: 'allow', reason: { kind: 'unknown-host' }, remedy: 'none' }

function coldJudge() {
  let isRead = false
  return {
    ready: Promise.resolve(),
    ruling: () => ({ policy: plainPolicy(), lists: shippedLists() }),
    readyFor: async () => void (isRead = true),
    verdict: () => (isRead ? ALLOWED : null),
  }
}

test('a file that is asked about has its row', async () => {
  const rows: unknown[] = []
  const recorder = {
    sighting: async (happening: unknown, url: string) => (rows.push({ happening, url }), 1),
  }
  const file = { name: 'a.zip', kind: 'archive', bytes: 5 } as const
  const place = { url: 'https://files.test/a.zip', page: null, host: 'files.test' }
  await downloadRecord({ recorder, judge: coldJudge() }).became({ ...file, ...place }, 'asked')
  expect(rows).toMatchObject([{ url: 'https://files.test/a.zip', happening: { decided: 'asked' } }])
})
