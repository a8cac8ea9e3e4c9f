/** users.csv and roles.csv of a OneRoster export: by which address somebody is known, and who is staff. */
import { emailOf } from '../../lib/protocol/email.ts'
import { quoted, RosterError } from './roster.ts'
import { BadRow, day, needed, readRows, type Reading } from './oneroster-rows.ts'
import type { Row } from './table.ts'
import { headerOf } from './table.ts'
import type { Source } from './text.ts'
import { isBetween } from './values.ts'

export interface User {
  readonly line: number
  /** Null for one who cannot be matched to a device. */
  readonly email: string | null
  readonly enabled: boolean
  readonly surname: string
  /** May be a class's teacher: a pupil whom a slip lists as teacher would command the class. */
  staff: boolean
}

/** Roles that nobody has who is only a pupil or a pupil's family. */
const STAFF = [
  'teacher',
  'aide',
  'counselor',
  'principal',
  'proctor',
  'administrator',
  'siteadministrator',
  'systemadministrator',
  'districtadministrator',
]
const OTHERS = ['student', 'guardian', 'parent', 'relative']

/** Everybody who is there, by id. Roles come from roles.csv (1.2) or from the column `role` (1.1). */
export async function readUsers(
  users: Source,
  roles: Source | undefined,
  reading: Reading,
): Promise<Map<string, User>> {
  const inUsers = (await headerOf(users, reading.budget)).some((name) => name.toLowerCase() === 'role')
  if (!roles && !inUsers)
    throw new RosterError(
      'missing',
      `roles.csv is missing, and ${users.name} has no column “role” as in version 1.1: nobody can be told to be staff.`,
      { file: users.name },
    )
  const found = new Map<string, User>()
  const byEmail = new Map<string, number>()
  const optional = ['email', 'username', 'enabledUser', 'familyName', 'role']
  await readRows(users, { required: [], optional }, reading, (row, id) => {
    const email = emailOf(row.get('email')) ?? emailOf(row.get('username'))
    const first = email === null ? undefined : byEmail.get(email)
    if (first !== undefined)
      reading.problems.add(
        users.name,
        row.line,
        `has the same e-mail address as line ${first}: both are taken for one person`,
      )
    else if (email !== null) byEmail.set(email, row.line)
    found.set(id, {
      line: row.line,
      email,
      enabled: isEnabled(row),
      surname: row.get('familyName'),
      staff: isStaff(row.get('role')),
    })
  })
  if (roles) await readRoles(roles, found, reading)
  return found
}

async function readRoles(roles: Source, users: ReadonlyMap<string, User>, reading: Reading): Promise<void> {
  const columns = { required: ['userSourcedId', 'role'], optional: ['beginDate', 'endDate'] }
  await readRows(roles, columns, reading, (row) => {
    const id = needed(row, 'userSourcedId')
    const role = needed(row, 'role')
    const now = isBetween(reading.today, day(row, 'beginDate'), day(row, 'endDate'))
    const known = [...STAFF, ...OTHERS].includes(role.toLowerCase()) || /^ext:/i.test(role)
    if (!known) throw new BadRow(`role is ${quoted(role)}, which OneRoster does not have`)
    const user = users.get(id)
    // Somebody who was deleted from users.csv may still have roles.
    if (user && now && isStaff(role)) user.staff = true
  })
}

const isStaff = (role: string): boolean => STAFF.includes(role.toLowerCase())

function isEnabled(row: Row): boolean {
  const value = row.get('enabledUser').toLowerCase()
  if (!['', 'true', 'false', '1', '0'].includes(value))
    throw new BadRow(`enabledUser is ${quoted(row.get('enabledUser'))}: true or false is meant`)
  return value !== 'false' && value !== '0'
}
