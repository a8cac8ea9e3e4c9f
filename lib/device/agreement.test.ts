/** The agreement's text over a slow network. */
import { afterEach, expect, it, vi } from 'vitest'
import { agreementNameOf } from '../protocol/agreement.ts'
import { fetchText } from './agreement.ts'
import { createClient } from './client.ts'

afterEach(() => vi.restoreAllMocks())

it('may take longer than other answers: it can hold a file of two megabytes', async () => {
  const text = { audience: 'child', title: 'Ours', body: 'Be kind.', questions: [] }
  const limits: number[] = []
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    limits.push(ms)
    return new AbortController().signal
  })
  const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  const client = createClient({
    server: 'https://kerb.test',
    installation: { id: 'i'.repeat(43), privateKey },
    fetch: async (url) =>
      url instanceof URL && url.pathname === '/v1/nonce'
        ? Response.json({ nonce: 'one', time: 1 })
        : Response.json(text),
  })
  expect((await fetchText(client, await agreementNameOf(text)))?.text).toEqual(text)
  expect(limits).toEqual([30_000, 120_000])
})
