/** A plain list: one row for each place in a class, with the class, the e-mail address and perhaps the role. */
import { emailOf } from '../../lib/protocol/email.ts'
import { withoutSurnames } from './names.ts'
import { PeopleList, Problems, quoted, type Roster, RosterError } from './roster.ts'
import { type Header, readTable, type Row } from './table.ts'
import type { Budget, Source } from './text.ts'
import { classNameOf } from './values.ts'

/** How schools spell the columns, in letters only. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  class: [
    'class',
    'classname',
    'classes',
    'group',
    'groupname',
    'teachinggroup',
    'set',
    'form',
    'tutorgroup',
  ],
  email:
    'email emailaddress mail emails schoolemail pupilemail studentemail username user userprincipalname upn login account'.split(
      ' ',
    ),
  role: ['role', 'roles', 'type', 'membertype', 'position'],
  name: [
    'name',
    'fullname',
    'displayname',
    'pupil',
    'student',
    'pupilname',
    'studentname',
    'surname',
    'lastname',
  ],
}
const ROLES: Readonly<Record<string, 'pupils' | 'teachers'>> = {
  '': 'pupils',
  pupil: 'pupils',
  student: 'pupils',
  learner: 'pupils',
  member: 'pupils',
  p: 'pupils',
  s: 'pupils',
  teacher: 'teachers',
  staff: 'teachers',
  tutor: 'teachers',
  owner: 'teachers',
  t: 'teachers',
}

/** An address is called so before a user name is: a list may have both. */
const header: Header = (names) => {
  const letters = names.map((name) => name.toLowerCase().replace(/[^\p{L}]/gu, ''))
  const places = Object.entries(SPELLINGS).map(([column, spellings]) => {
    const spelling = spellings.find((one) => letters.includes(one))
    return [spelling === undefined ? -1 : letters.indexOf(spelling), column] as const
  })
  return names.map((_, i) => places.find(([place]) => place === i)?.[1] ?? null)
}

/** True when a header line is one of a plain list. */
export const isSimple = (names: readonly string[]): boolean =>
  header(names).includes('class') && header(names).includes('email')

interface Listed {
  readonly name: string
  readonly pupils: Set<number>
  readonly teachers: Set<number>
  readonly surnames: Set<string>
  doubtful: boolean
}

export async function readSimple(source: Source, budget: Budget): Promise<Roster> {
  const problems = new Problems()
  const people = new PeopleList()
  const classes = new Map<string, Listed>()
  const bad = (row: Row, message: string, listed?: Listed) => {
    problems.add(source.name, row.line, message)
    if (listed) listed.doubtful = true
  }
  await readTable(source, { header, required: ['class', 'email'] }, budget, (row) => {
    const name = classNameOf(row.get('class'))
    if ('wrong' in name) return bad(row, `the class ${name.wrong}`)
    const id = folded(name.name)
    const listed = classes.get(id) ?? {
      name: name.name,
      pupils: new Set<number>(),
      teachers: new Set<number>(),
      surnames: new Set<string>(),
      doubtful: false,
    }
    classes.set(id, listed)
    if (row.broken) return bad(row, row.broken, listed)
    const email = emailOf(row.get('email'))
    if (email === null) return bad(row, wrongEmail(row.get('email')), listed)
    const role = ROLES[row.get('role').toLowerCase()]
    if (!role) return bad(row, `the role is ${quoted(row.get('role'))}: pupil or teacher is meant`, listed)
    listed[role].add(people.placeOf(email))
    if (role === 'teachers') for (const word of row.get('name').split(/[\s,]+/)) listed.surnames.add(word)
  })
  if (classes.size === 0)
    throw new RosterError('empty', `${source.name} holds no class.`, { file: source.name })
  return {
    format: 'simple',
    people: people.list,
    classes: [...classes].map(([id, listed]) => ({
      source: `list:${id}`,
      name: withoutSurnames(listed.name, [...listed.surnames].filter(isName)),
      pupils: [...listed.pupils],
      teachers: [...listed.teachers],
      doubtful: listed.doubtful,
    })),
    unread: [],
    remarks: [],
    problems: problems.list,
    problemCount: problems.count,
  }
}

/** “9B” and “ 9b ” are one class. */
const folded = (name: string): string => name.toLowerCase()

/** Not a title, and long enough to be nobody's initial. */
const isName = (word: string): boolean => word.length > 2 && !/^(mrs|miss|prof|sir)\.?$/i.test(word)

const wrongEmail = (value: string): string =>
  value === '' ? 'has no e-mail address: devices are matched by it' : `${quoted(value)} is no e-mail address`
