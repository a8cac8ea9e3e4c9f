/** A OneRoster 1.2 (or 1.1) export in CSV: which classes are taught now, and who is in them. */
import { byKind, type Kind, readManifest } from './manifest.ts'
import { withoutSurnames } from './names.ts'
import { readClasses, type Classes, type Taught } from './oneroster-classes.ts'
import { BadRow, day, needed, readRows, type Reading } from './oneroster-rows.ts'
import { readUsers, type User } from './oneroster-users.ts'
import { PeopleList, Problems, quoted, type Roster, RosterError } from './roster.ts'
import type { Row } from './table.ts'
import type { Budget, Source } from './text.ts'
import { isBetween } from './values.ts'

/** Reads an export. `today` is the day at school, `2026-09-01`: it decides which terms are on. */
export async function readOneRoster(
  sources: readonly Source[],
  today: string,
  budget: Budget,
): Promise<Roster> {
  const files = byKind(sources)
  const problems = new Problems()
  const reading: Reading = { budget, problems, today }
  const remarks = await readManifest(files, budget, problems)
  const need = (kind: Kind): Source => {
    const source = files.get(kind)
    if (source) return source
    throw new RosterError('missing', `${kind}.csv is missing: a OneRoster export has it.`)
  }
  const enrollments = need('enrollments')
  const users = need('users')
  const classes = await readClasses(
    {
      classes: need('classes'),
      courses: files.get('courses'),
      sessions: files.get('academicSessions'),
      orgs: files.get('orgs'),
    },
    reading,
  )
  if (!files.has('academicSessions'))
    remarks.push('There is no academicSessions.csv: every class is taken to be taught now.')
  const everybody = await readUsers(users, files.get('roles'), reading)
  const people = new PeopleList()
  const skipped = await readEnrollments(enrollments, { classes, everybody, users, people }, reading)
  if (classes.taught.size + classes.resting.size + classes.unread.size === 0)
    throw new RosterError('empty', 'classes.csv holds no class.', { file: 'classes.csv' })
  if (classes.resting.size > 0)
    remarks.push(
      `${classes.resting.size} of the classes are not taught today: their terms are over or still to come.`,
    )
  if (skipped.disabled > 0)
    remarks.push(`${skipped.disabled} places in classes belong to accounts that are switched off.`)
  return {
    format: 'oneroster',
    people: people.list,
    classes: named([...classes.taught.values()]),
    unread: [...classes.unread].map(idOf),
    remarks,
    problems: problems.list,
    problemCount: problems.count,
  }
}

const idOf = (id: string): string => `oneroster:${id}`

interface Parts {
  readonly classes: Classes
  readonly everybody: ReadonlyMap<string, User>
  readonly users: Source
  readonly people: PeopleList
}

async function readEnrollments(
  source: Source,
  { classes, everybody, users, people }: Parts,
  reading: Reading,
): Promise<{ disabled: number }> {
  const { problems, today } = reading
  const told = new Set<User>()
  let disabled = 0
  const columns = {
    required: ['classSourcedId', 'userSourcedId', 'role'],
    optional: ['beginDate', 'endDate'],
  }
  const each = (row: Row) => {
    const role = needed(row, 'role').toLowerCase()
    const id = needed(row, 'classSourcedId')
    const taught = classes.taught.get(id)
    if (!taught) {
      if (classes.resting.has(id) || classes.unread.has(id)) return
      throw new BadRow(`classSourcedId ${quoted(id)} is not in classes.csv`)
    }
    if (!isBetween(today, day(row, 'beginDate'), day(row, 'endDate'))) return
    if (role !== 'student' && role !== 'teacher') {
      if (OTHER_ROLES.includes(role) || role.startsWith('ext:')) return
      throw new BadRow(`role is ${quoted(role)}: student or teacher is meant`)
    }
    const user = everybody.get(needed(row, 'userSourcedId'))
    if (!user) throw new BadRow(`userSourcedId ${quoted(row.get('userSourcedId'))} is not in ${users.name}`)
    if (!user.enabled) {
      disabled += 1
      return
    }
    if (role === 'teacher' && !user.staff)
      throw new BadRow(`is a teacher’s, but ${users.name}, line ${user.line}, is nobody of the staff`)
    if (user.email === null) {
      if (!told.has(user))
        problems.add(users.name, user.line, 'has no e-mail address: devices are matched by it')
      told.add(user)
      return
    }
    taught[role === 'teacher' ? 'teachers' : 'pupils'].add(people.placeOf(user.email))
    if (role === 'teacher' && user.surname !== '') taught.surnames.add(user.surname)
  }
  await readRows(source, columns, reading, each, (row) => {
    const taught = classes.taught.get(row.get('classSourcedId'))
    if (taught) taught.doubtful = true
  })
  return { disabled }
}

const OTHER_ROLES = ['administrator', 'aide', 'guardian', 'parent', 'proctor', 'relative']

/** Classes of one name are told apart by their code, where they have one. */
function named(taught: readonly Taught[]): Roster['classes'] {
  const times = new Map<string, number>()
  const names = taught.map((one) => withoutSurnames(one.name, one.surnames, one.course))
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1)
  return taught.map((one, i) => {
    const name = names[i] ?? one.name
    const code = withoutSurnames(one.code, one.surnames, one.course)
    const alone = (times.get(name) ?? 0) < 2 || code === '' || name.includes(code)
    return {
      source: idOf(one.id),
      name: alone ? name : `${name} (${code.slice(0, 30)})`,
      pupils: [...one.pupils],
      teachers: [...one.teachers],
      doubtful: one.doubtful,
    }
  })
}
