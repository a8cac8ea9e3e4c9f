/** For tests: a school that asks for its agreement, texts, and people who agree. */
import { randomUUID } from 'node:crypto'
import type { PolicyDocument } from '../../lib/policy/document.ts'
import { agreementNameOf, type AgreementText, type Given } from '../../lib/protocol/agreement.ts'
import { publish } from '../documents/documents.ts'
import { SAME_ORIGIN } from '../testing-staff.ts'
import { samplePolicy, type TestDevice, type TestServer } from '../testing.ts'
import { publishText } from './texts.ts'
import { yearNow } from './years.ts'

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
export async function asStaff(
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
