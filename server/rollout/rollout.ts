/** What a school pastes into its browser management, with its own values, and what stands in the way of that. */
import type { PolicyDocument } from '../../lib/policy/document.ts'
import { browserPolicySamples } from '../../lib/policy/browser-policy-samples.ts'
import { parseManaged } from '../../lib/policy/managed.ts'
import { samples, type SampleOptions, type SampleValues } from '../../lib/policy/samples.ts'
import type { MadeRollout, MakeRollout, Rollout, RolloutProblem } from '../../lib/protocol/rollout.ts'
import { fingerprintOf } from '../../lib/protocol/safeguarding-keys.ts'
import type { Context } from '../context.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { Database } from '../db/open.ts'
import { policyInForce } from '../documents/documents.ts'
import { createToken } from '../enrolment/tokens.ts'
import { isLoopback } from '../environment.ts'
import { Refusal } from '../errors.ts'
import { EXTENSION_PATH, type Hosted, hostedIn } from './hosted.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'environment' | 'signing' | 'seal' | 'ledgers'>
const DAY = 86_400_000

/** How things stand before anything is made. */
export async function rolloutOf(parts: Parts): Promise<Rollout> {
  const { environment, signing, seal } = parts
  const policy = await policyInForce(parts)
  const address = environment.publicUrl ?? null
  const hosted = await hostedIn(environment.packageDir)
  const safeguardingKey = await firstSafeguardingKey(parts)
  return {
    school: policy?.school.name ?? null,
    address,
    keys: [await signing.pinned(), await seal.pinned()],
    safeguardingKey,
    hosted:
      hosted && address !== null
        ? { id: hosted.id, version: hosted.version, updateUrl: updateUrlAt(address) }
        : null,
    groups: groupsOf(policy),
    problems: problemsOf({ address, hosted, hasPolicy: policy !== undefined, safeguardingKey }),
    watched: await watchedOf(parts.db),
  }
}

/** Under which the number of the token is kept that was made last. */
const LAST = 'rollout-token'

async function watchedOf(db: Database): Promise<Rollout['watched']> {
  const last = Number((await readMeta(db, LAST)) ?? 0)
  const token = db.selectFrom('tokens').select(['id as token', 'created as made']).where('id', '=', last)
  return (await token.where('revoked', 'is', null).executeTakeFirst()) ?? null
}

const updateUrlAt = (address: string): string => `${address}${EXTENSION_PATH}update.xml`

const groupsOf = (policy: PolicyDocument | undefined): Rollout['groups'] =>
  Object.entries(policy?.groups ?? {}).map(([name, { ageGroup }]) => ({ name, ageGroup }))

/** Every key is vouched for by the first. What a recovery sheet says is to be held against it. */
async function firstSafeguardingKey({ ledgers }: Parts): Promise<string | null> {
  const [first] = (await ledgers.current()).statements
  return first?.kind === 'join' ? fingerprintOf(first.keys) : null
}

interface Ground {
  readonly address: string | null
  readonly hosted: Hosted | null
  readonly hasPolicy: boolean
  readonly safeguardingKey: string | null
}

function problemsOf({ address, hosted, hasPolicy, safeguardingKey }: Ground): RolloutProblem[] {
  const url = address === null ? null : new URL(address)
  const isPlain = url?.protocol === 'http:' && !isLoopback(url.hostname)
  const isElsewhere =
    hosted !== null && address !== null && !hosted.codebase.startsWith(`${address}${EXTENSION_PATH}`)
  const found: readonly (readonly [RolloutProblem, boolean])[] = [
    ['no-address', address === null],
    ['not-https', isPlain],
    ['no-policy', !hasPolicy],
    ['no-package', hosted === null],
    ['package-elsewhere', isElsewhere],
    ['no-safeguarding-key', safeguardingKey === null],
  ]
  return found.flatMap(([problem, is]) => (is ? [problem] : []))
}

/** Makes a token and every file with it. Throws a Refusal (409, 422). */
export async function makeRollout(parts: Parts, asked: MakeRollout, now: number): Promise<MadeRollout> {
  const ground = await rolloutOf(parts)
  const policy = await policyInForce(parts)
  if (ground.address === null || policy === undefined)
    throw new Refusal(409, 'not-ready', 'Set KERB_PUBLIC_URL and publish a policy first.')
  const options: SampleOptions | null = asked.package ?? ground.hosted
  if (!options)
    throw new Refusal(409, 'no-package', 'Say which package browsers install: none is hosted here.')
  if (asked.group !== null && !ground.groups.some(({ name }) => name === asked.group))
    throw new Refusal(422, 'group', 'The policy in force has no such group.', { field: 'group' })
  const label = `Roll-out ${new Date(now).toISOString().slice(0, 16).replace('T', ' ')}`
  const made = await createToken(parts.db, label, now + asked.days * DAY)
  await writeMeta(parts.db, LAST, String(made.id))
  const values = valuesOf(ground, policy, asked, made.token)
  // What devices would complain about is better said here.
  const { problems } = parseManaged(values)
  if (problems.length > 0) throw new Error(`made values that do not read: ${JSON.stringify(problems)}`)
  const all = { ...samples(options, values), ...browserPolicySamples() }
  return { token: made.id, files: Object.entries(all).map(([name, text]) => ({ name, text })) }
}

/** In a registry file a line is a statement: nobody's words may begin another. */
const oneLine = (text: string, most: number): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, most)

function valuesOf(ground: Rollout, policy: PolicyDocument, asked: MakeRollout, token: string): SampleValues {
  const { name, contact } = policy.school
  const values: SampleValues = {
    schoolName: oneLine(name, 120),
    ...(contact && { schoolContact: oneLine(contact, 200) }),
    serverAddress: ground.address ?? '',
    serverKeys: ground.keys,
    ...(ground.safeguardingKey !== null && { safeguardingKey: ground.safeguardingKey }),
    enrolmentToken: token,
    ...(asked.group !== null && { group: asked.group }),
    ageGroup: asked.ageGroup,
    timeZone: policy.timeZone,
    sharedDevices: asked.isShared ? 'on' : 'off',
  }
  return { ...values, keysSet: [...Object.keys(values), 'keysSet'] }
}
