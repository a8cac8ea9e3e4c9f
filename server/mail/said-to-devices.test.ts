/** A device learns with each heartbeat whether mail goes out: its page promises a child no more than that. */
import { expect, test, vi } from 'vitest'
import { TestDevice, testServer } from '../testing.ts'
import type { MailState } from './mail.ts'

test('a heartbeat says whether mail works', async () => {
  const server = await testServer()
  const device = await TestDevice.confirmed(server)
  const said = async (): Promise<unknown> => (await device.heartbeat()).body
  expect(await said()).toMatchObject({ mail: false })
  const state = vi.spyOn(server.context.mail, 'state', 'get')
  state.mockReturnValue({ state: 'works' } satisfies MailState)
  expect(await said()).toMatchObject({ mail: true })
  state.mockReturnValue({ state: 'fails', detail: 'EENVELOPE 451' } satisfies MailState)
  expect(await said()).toMatchObject({ mail: false })
  await server.close()
})
