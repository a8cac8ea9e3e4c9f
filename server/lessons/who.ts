/** Whom the policy's groups are asked about for a class: what its pupils' devices say, and who the pupils are. */
import type { Who } from '../../lib/policy/place-in-group.ts'
import { devicesOf, pupilsOf } from '../classes/lookup.ts'
import type { Context } from '../context.ts'

/**
 * One for each distinct group that the devices of a class's pupils claim, and one for each pupil with a device that
 * claims none: the policy places those by name. A pupil without a device counts only where nobody has one.
 */
export async function whoIsIn(
  { db, people }: Pick<Context, 'db' | 'people'>,
  classId: number,
): Promise<Who[]> {
  const pupils = (await pupilsOf(db, classId)).map(({ person }) => person)
  const devices = await devicesOf(db, pupils)
  const owners = new Map([...devices].flatMap(([person, own]) => own.map(({ id }) => [id, person])))
  const groups = new Set<string>()
  const persons = new Set(owners.size === 0 ? pupils : [])
  const claims = await db
    .selectFrom('installations')
    .select(['id', 'claimed_group'])
    .where('id', 'in', [...owners.keys()])
    .execute()
  for (const { id, claimed_group: group } of claims) {
    const owner = owners.get(id)
    if (group !== null) groups.add(group)
    else if (owner !== undefined) persons.add(owner)
  }
  const who: Who[] = [...groups].map((group) => ({ group }))
  for (const person of persons) who.push({ person: (await people.nameOf(db, person)) ?? undefined })
  return who
}
