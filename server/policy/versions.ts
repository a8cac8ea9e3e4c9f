/** The versions of the policy: who published each, why, what it changed, and what going back to it would change. */
import {
  comparePolicies,
  describeChange,
  isAboutPerson,
  type PolicyChange,
} from '../../lib/policy/compare.ts'
import type { PolicyDocument, Version } from '../../lib/policy/document.ts'
import type { PolicyVersion, VersionChanges } from '../../lib/protocol/policy-editor.ts'
import type { Context } from '../context.ts'
import { currentDocument, documentOf, history } from '../documents/documents.ts'
import { Refusal } from '../errors.ts'
import { nameOf } from '../staff/members.ts'
import type { Parts } from './draft.ts'

const SHOWN = 200
/** More lines than anybody reads. */
const MOST_LINES = 1000

export async function listVersions(
  parts: Pick<Context, 'db' | 'vault' | 'people'>,
): Promise<PolicyVersion[]> {
  const names = new Map<string, string>()
  const versions: PolicyVersion[] = []
  for (const one of await history(parts.db, parts.vault, 'policy', SHOWN)) {
    const { epoch, number, published: at, published_by: actor, note: reason } = one
    const by = names.get(actor) ?? (await publisherOf(parts, actor))
    names.set(actor, by)
    versions.push({ version: { epoch, number }, at, by, reason })
  }
  return versions
}

async function publisherOf(parts: Pick<Context, 'db' | 'vault' | 'people'>, actor: string): Promise<string> {
  const [, person] = /^staff:(\d+)$/.exec(actor) ?? []
  if (person !== undefined) return (await nameOf(parts, Number(person))) ?? 'somebody who has left'
  return actor === 'command' ? 'a command at the server' : 'the one-time link'
}

/** The policy of a version. Refuses (404) one that there is not. */
export async function needPolicy(parts: Parts, version: Version): Promise<PolicyDocument> {
  const policy = await documentOf(parts, 'policy', version)
  if (policy === undefined) throw new Refusal(404, 'not-found', 'There is no such version.')
  return policy
}

/** The version before one; undefined for the first. */
async function before({ db }: Parts, { epoch, number }: Version): Promise<Version | undefined> {
  return db
    .selectFrom('documents')
    .select(['epoch', 'number'])
    .where('kind', '=', 'policy')
    .where((e) => e.or([e('epoch', '<', epoch), e.and([e('epoch', '=', epoch), e('number', '<', number)])]))
    .orderBy('epoch', 'desc')
    .orderBy('number', 'desc')
    .executeTakeFirst()
}

/** What going back to an earlier version would publish: its content, with what is decided about single people as it is now. */
export const broughtBack = (earlier: PolicyDocument, now: PolicyDocument): PolicyDocument => ({
  ...earlier,
  unblocks: now.unblocks,
  suspensions: now.suspensions,
})

export async function changesOf(parts: Parts, version: Version): Promise<VersionChanges> {
  const document = await needPolicy(parts, version)
  const earlier = await before(parts, version)
  const now = await currentDocument(parts.db, parts.vault, 'policy')
  const made = earlier && inWords(comparePolicies(await needPolicy(parts, earlier), document))
  const back = inWords(now ? comparePolicies(now, broughtBack(document, now)) : [])
  return {
    made: made?.lines ?? null,
    back: back.lines,
    aboutPeople: { made: made?.aboutPeople ?? 0, back: back.aboutPeople },
  }
}

/** Lines for a network manager: those about people are counted alone. */
export function inWords(changes: readonly PolicyChange[]): {
  readonly lines: string[]
  readonly aboutPeople: number
} {
  const open = changes.filter((one) => !isAboutPerson(one))
  const lines = open.slice(0, MOST_LINES).map((one) => describeChange(one).slice(0, 2000))
  if (open.length > MOST_LINES) lines.push(`and ${open.length - MOST_LINES} more`)
  return { lines, aboutPeople: changes.length - open.length }
}
