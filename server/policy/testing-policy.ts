/** For tests: network managers at the console's policy editor, and what a device makes of what they publish. */
import { setImmediate } from 'node:timers/promises'
import { vi } from 'vitest'
import type { PolicyDocument } from '../../lib/policy/document.ts'
import type { Edit } from '../../lib/policy/edits.ts'
import { openEnvelope } from '../../lib/protocol/envelope.ts'
import type { Edited, PolicyDraft, Preview } from '../../lib/protocol/policy-editor.ts'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import type { Envelope } from '../../lib/protocol/wire.ts'
import { publish } from '../documents/documents.ts'
import { setName } from '../staff/members.ts'
import { memberCookie, SAME_ORIGIN } from '../testing-staff.ts'
import { samplePolicy, type TestDevice, type TestServer } from '../testing.ts'

export const GAMES = ['groups', 'year-9', 'categories', 'games']

export const set = (path: readonly string[], from: unknown, to: unknown): Edit => ({
  path: [...path],
  what: 'value',
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
})
export const item = (path: readonly string[], from: unknown, to: unknown): Edit => ({
  ...set(path, from, to),
  what: 'item',
})

export interface Said<T> {
  readonly status: number
  readonly body: T
}

export interface Desk {
  readonly person: number
  ask<T>(method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object): Promise<Said<T>>
  draft(): Promise<PolicyDraft>
  edit(...edits: Edit[]): Promise<Edited>
  publish(reason: string, more?: object): Promise<Said<{ version: { epoch: number; number: number } }>>
  /** Made, and waited for. */
  preview(): Promise<Preview>
}

export async function desk(
  server: TestServer,
  name: string,
  roles: readonly Role[] = ['network'],
): Promise<Desk> {
  const { cookie, person } = await memberCookie(server, `${name}@school.example`, roles)
  await setName(server.context, server.context.db, person, name)
  const ask: Desk['ask'] = async (method, path, payload) => {
    // Injected requests give the event loop no turn of its own: a busy machine would be taken for a stuck server.
    await setImmediate()
    const headers = { ...SAME_ORIGIN, cookie }
    const url = `/admin${path}`
    const sent = await server.app.inject({ method, url, headers, ...(payload && { payload }) })
    return { status: sent.statusCode, body: (sent.body === '' ? undefined : sent.json()) as never }
  }
  const draft = async () => (await ask<PolicyDraft>('GET', '/policy/draft')).body
  return {
    person,
    ask,
    draft,
    edit: async (...edits) => (await ask<Edited>('POST', '/policy/draft/edits', { edits })).body,
    publish: async (reason, more = {}) =>
      ask('POST', '/policy/draft/publish', { reason, mark: (await draft()).mark, ...more }),
    async preview() {
      const begun = await ask<Preview>('POST', '/policy/previews', { mark: (await draft()).mark })
      return vi.waitFor(
        async () => {
          const { body } = await ask<Preview>('GET', `/policy/previews/${begun.body.id}`)
          if (body.state === 'waiting' || body.state === 'running') throw new Error(`it is ${body.state}`)
          return body
        },
        { timeout: 60_000, interval: 20 },
      )
    },
  }
}

/** As `npm run policy -- publish` does. */
export const publishSample = ({ context: { db, vault } }: TestServer, change: Partial<PolicyDocument> = {}) =>
  publish(db, vault, 'policy', { ...samplePolicy(), ...change }, { actor: 'command', note: 'from a file' })

/** The policy that a device is sent. */
export async function policyOf(device: TestDevice): Promise<PolicyDocument> {
  const key = (await device.server.context.signing.pinned()).slice('sign:'.length)
  const opened = await openEnvelope('policy', (await device.send('GET', '/v1/policy')).body as Envelope, [
    key,
  ])
  if (!opened.ok) throw new Error(opened.error)
  return opened.payload as PolicyDocument
}
