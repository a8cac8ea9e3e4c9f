/** The draft as the console shows it. Who is in which group by name is counted, and looked up by address. */
import { comparePolicies } from '../../lib/policy/compare.ts'
import type { PolicyDocument } from '../../lib/policy/document.ts'
import { checkPolicyDocument } from '../../lib/policy/validate.ts'
import { shippedLists } from '../../lib/lists/load.ts'
import type { Edited, KeptEdit as ShownEdit, PolicyDraft } from '../../lib/protocol/policy-editor.ts'
import type { Context } from '../context.ts'
import { nameOf } from '../staff/members.ts'
import { type Draft, type KeptEdit, readDraft } from './draft.ts'
import type { Conflict } from './edit.ts'
import { inWords } from './versions.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

const MOST_PROBLEMS = 200
const MOST_PEOPLE = 50

export const showDraft = async (parts: Parts): Promise<PolicyDraft> => describe(parts, await readDraft(parts))

/** What came of edits that were sent. */
export async function showEdited(parts: Parts, conflicts: readonly Conflict[]): Promise<Edited> {
  const told = []
  for (const { edit, now, owner } of conflicts) {
    const whose = owner && { by: await byWhom(parts, owner.person), at: owner.at }
    told.push({ edit, ...(now !== undefined && { now }), ...whose })
  }
  return { draft: await showDraft(parts), conflicts: told }
}

async function describe(parts: Parts, draft: Draft): Promise<PolicyDraft> {
  const { version, mark, document, base } = draft
  const lists = shippedLists()
  const { problems } = checkPolicyDocument(document, (host) => lists.categoriesOf(host))
  const { lines, aboutPeople } = inWords(comparePolicies(base, document))
  const edits: ShownEdit[] = []
  for (const one of draft.edits) edits.push(await shown(parts, draft, one))
  return {
    version,
    mark,
    document: withoutPeople(document),
    inForce: withoutPeople(base),
    people: countByGroup(document),
    edits,
    problems: problems.slice(0, MOST_PROBLEMS),
    changes: lines,
    aboutPeople,
  }
}

async function shown(parts: Parts, { stuck }: Draft, { id, at, person, edit }: KeptEdit): Promise<ShownEdit> {
  const by = await byWhom(parts, person)
  const isStuck = stuck.has(id)
  const now = stuck.get(id)
  return { id, ...edit, by, at, stuck: isStuck, ...(now !== undefined && { now }) }
}

/** Empty for the one-time link. */
const byWhom = async (parts: Parts, person: number | null): Promise<string> =>
  person === null ? '' : ((await nameOf(parts, person)) ?? '')

const withoutPeople = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  people: {},
  unblocks: [],
  suspensions: [],
})

function countByGroup({ people }: PolicyDocument): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const group of Object.values(people)) counts[group] = (counts[group] ?? 0) + 1
  return counts
}

/** Whom the draft puts into a group by name, of those whose address has this in it. */
export async function findPeople(parts: Parts, find: string) {
  const { document } = await readDraft(parts)
  const wanted = find.toLowerCase()
  const found = Object.entries(document.people)
    .filter(([address]) => address.includes(wanted))
    .map(([address, group]) => ({ address, group }))
    .toSorted((a, b) => a.address.localeCompare(b.address, 'en-GB'))
  return { people: found.slice(0, MOST_PEOPLE), more: found.length > MOST_PEOPLE }
}
