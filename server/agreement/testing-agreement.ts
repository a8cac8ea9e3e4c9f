/** For tests: a school that asks for its agreement, texts, and people who agree. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach } from 'vitest'
import type { PolicyDocument } from '../../lib/policy/document.ts'
import { agreementNameOf, type AgreementText, type Given } from '../../lib/protocol/agreement.ts'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import { publish } from '../documents/documents.ts'
import { memberCookie, SAME_ORIGIN } from '../testing-staff.ts'
import { samplePolicy, TestDevice, testServer, type TestServer } from '../testing.ts'
import { publishText } from './texts.ts'
import { yearNow } from './years.ts'

export const AMY = 'amy@school.example'
export const BEN = 'ben@school.example'
export const BY = { person: null, actor: 'test' }

export const text = (more: Partial<AgreementText> = {}): AgreementText => ({
  audience: 'child',
  title: 'How we use computers',
  body: '# Be kind\n\nAsk before you share.',
  questions: [{ question: 'Be what?', answers: ['Kind', 'Rude'], right: 0, why: 'Kind words help.' }],
  ...more,
})

/** Every group of the sample policy asks for the child's text, and for a parent. */
export const askingPolicy = (more: Partial<PolicyDocument> = {}): PolicyDocument => {
  const policy = samplePolicy()
  for (const group of Object.values(policy.groups))
    group.agreement = { text: 'child', parent: true, until: 'remind', open: [] }
  return { ...policy, ...more }
}

/** Publishes the policy and one text. @returns the text's name */
export async function school(server: TestServer, of: AgreementText = text()): Promise<string> {
  const { db, vault } = server.context
  await publish(db, vault, 'policy', askingPolicy(), { actor: 'test', note: '' })
  await publishText(server.context, of, BY, Date.now())
  return agreementNameOf(of)
}

export const YEAR = yearNow({ timeZone: 'Europe/London' }, Date.now())

export const given = (name: string, more: Partial<Given> = {}): Given => ({
  id: randomUUID(),
  text: name,
  year: YEAR,
  at: Date.now(),
  wasOffline: false,
  ...more,
})

/** What a device's policy says of the agreement. */
export async function told(device: TestDevice): Promise<PolicyDocument['agreement']> {
  const { payload } = (await device.send('GET', '/v1/policy')).body as { payload: string }
  return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as PolicyDocument).agreement
}

/** As the console asks. */
async function asStaff(
  server: TestServer,
  cookie: string,
  method: 'GET' | 'POST',
  url: string,
  payload?: object | string,
  type = 'application/json',
) {
  const sent = await server.app.inject({
    method,
    url,
    headers: { ...SAME_ORIGIN, cookie, ...(payload === undefined ? {} : { 'content-type': type }) },
    ...(payload === undefined ? {} : { payload }),
  })
  return { status: sent.statusCode, body: sent.body, json: () => sent.json<Record<string, never>>() as never }
}

/** Registers a school that asks for its agreement for each test of a file. */
export function agreementStage() {
  let server: TestServer
  let name: string
  beforeEach(async () => {
    server = await testServer()
    name = await school(server)
  })
  afterEach(() => server.close())

  /** A device that the school knows and this person uses. */
  const device = async (person: string): Promise<TestDevice> => {
    const made = await TestDevice.confirmed(server, { person: { name: person, from: 'profile' } })
    await made.heartbeat()
    return made
  }
  /** Somebody of the staff, who asks as the console does. */
  const as = async (role: Role, address = `${role}@school.example`) => {
    const { cookie } = await memberCookie(server, address, [role])
    return {
      get: (url: string) => asStaff(server, cookie, 'GET', url),
      post: (url: string, body: object = {}) => asStaff(server, cookie, 'POST', url, body),
      /** Permissions, for a look at what they would change. */
      csv: (body: string, year = '') =>
        asStaff(server, cookie, 'POST', `/admin/agreement/permissions/preview${year}`, body, 'text/csv'),
    }
  }
  /** What is in the audit of this. */
  const audit = async (action: string): Promise<(string | null)[]> => {
    const lines = server.context.db.selectFrom('audit').select('subject').where('action', '=', action)
    return (await lines.orderBy('id').execute()).map(({ subject }) => subject)
  }
  return {
    get server() {
      return server
    },
    /** Its text’s name. */
    get name() {
      return name
    },
    device,
    as,
    audit,
  }
}
